import { runDue } from "../agenda/run-due.ts";
import type { Outcome } from "../protocol/answer.ts";
import type { HttpRequest } from "../protocol/parameters/raw-parameters.ts";
import type { World } from "../world.ts";
import { dashboardPage } from "./pages/dashboard.ts";
import type { Form, Values } from "./pages/form.ts";
import { html } from "../html.ts";
import { messagePage, pageOutcome, redirect } from "./pages/layout.ts";
import { sideOf } from "./pages/side.ts";
import { bankStep } from "./pages/steps/step-bank.ts";
import { detailsStep } from "./pages/steps/step-details.ts";
import { documentStep } from "./pages/steps/step-document.ts";
import { missingParts, reviewStep } from "./pages/steps/step-review.ts";
import { startStep } from "./pages/steps/step-start.ts";
import type { Step } from "./pages/steps/step.ts";
import { followLink, homeOf, noSession, type Visit, visitOf } from "./pages/visit.ts";
import { fillIn } from "./fill-in.ts";
import { returnFromLink } from "./return-from-link.ts";
import { passingDocument, testBank, testCompany, testPerson } from "./test-data.ts";

const steps: readonly Step[] = [startStep, detailsStep, bankStep, documentStep, reviewStep];

/** The pages that account links and login links lead to, under `/setup`. Gives null for everything else. */
export function onboardingPages(world: World): (request: HttpRequest) => Promise<Outcome | null> {
  return async (request) => {
    const [, setup, area = "", account = "", page = ""] = request.path.split("/");
    if (setup !== "setup") return null;
    runDue(world);
    const outcome = answer(world, request, { area, account, page });
    runDue(world);
    await world.commit();
    return outcome;
  };
}

type Place = { readonly area: string; readonly account: string; readonly page: string };

function answer(world: World, request: HttpRequest, { area, account, page }: Place): Outcome {
  const isLink = area === "e" || area === "express";
  if (isLink && request.method === "GET") return followLink(world, account, page);
  if (area === "dashboard") {
    const visit = visitOf(world, request, "login", account);
    return visit === null ? noSession() : dashboardPage(visit, request, page);
  }
  const step = page === "" ? startStep : steps.find(({ name }) => name === page);
  if (area !== "a" || (step === undefined && page !== "leave")) {
    return messagePage("There is no such page", "Open the link that the platform sent you.", 404);
  }
  const visit = visitOf(world, request, "onboarding", account);
  if (visit === null) return noSession();
  if (visit.link.returned) {
    // Pressed twice: the second answer is the one that the browser shows.
    const isRepeated = request.method === "POST" && (step === undefined || step === reviewStep);
    return isRepeated ? backToPlatform(visit) : noSession();
  }
  if (request.method === "POST") {
    return step === undefined ? leave(visit) : send(visit, step, request);
  }
  if (step === undefined) return redirect(homeOf(visit.link));
  const fill = new URLSearchParams(request.query).get("fill");
  const form: Form =
    fill === null ? step.known(visit) : { values: step.fill?.(visit, fill) ?? {}, faults: new Map() };
  return show(visit, step, form, 200);
}

function send(visit: Visit, step: Step, request: HttpRequest): Outcome {
  const values: Values = Object.fromEntries(new URLSearchParams(request.body));
  const home = homeOf(visit.link);
  if (values["fill"] === "everything") {
    fillInEverything(visit);
    return redirect(`${home}/review`);
  }
  const faults = step.take(visit, values, request);
  if (faults.size > 0) return show(visit, step, { values, faults }, 422);
  if (step === reviewStep) return leave(visit);
  const next = step === startStep ? firstToDo(visit) : (steps[steps.indexOf(step) + 1] ?? reviewStep);
  return redirect(`${home}/${next.name}`);
}

/** After the phone one goes on where something is missing or was refused. */
function firstToDo(visit: Visit): Step {
  const { account } = visit;
  if (!account.detailsSubmitted) {
    const missing = missingParts(visit)[0]?.id;
    return steps.find(({ name }) => name === missing) ?? documentStep;
  }
  const owed = [
    ...account.requirements.currentlyDue,
    ...account.requirements.errors.map(({ requirement }) => requirement),
  ];
  if (account.requirements.errors.some(({ code }) => code.startsWith("verification_failed")))
    return detailsStep;
  if (owed.some((name) => name.includes(".verification."))) return documentStep;
  if (owed.includes("external_account")) return bankStep;
  return owed.length === 0 ? reviewStep : detailsStep;
}

function fillInEverything({ world, account }: Visit): void {
  fillIn(world, account, {
    person: {
      ...testPerson(account, "at_once"),
      verification: { document: { front: passingDocument, back: null } },
    },
    ...(account.businessType === null || account.businessType === "individual"
      ? {}
      : { company: testCompany(account) }),
    businessProfile: { product_description: "Songs and recordings" },
    bank: testBank(account),
  });
}

function leave(visit: Visit): Outcome {
  returnFromLink(visit);
  return backToPlatform(visit);
}

function backToPlatform({ link: { returnUrl } }: Visit): Outcome {
  return returnUrl === null
    ? messagePage("You can close this page", "What you have filled in is kept.", 200)
    : redirect(returnUrl);
}

function show(visit: Visit, step: Step, form: Form, status: number): Outcome {
  const home = homeOf(visit.link);
  return pageOutcome({
    title: step.title,
    status,
    side: sideOf(visit.link, steps, step),
    body: html`${step.body(visit, form, `${home}/${step.name}`)}
      <form class="leave" method="post" action="${home}/leave">
        <button class="plain">Leave, and finish later</button>
      </form>`,
  });
}
