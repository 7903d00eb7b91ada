import { type Fact, type Facts, factAt, hashAt, textAt } from "../../../accounts/facts.ts";
import { personInCharge } from "../../../accounts/requirements/refresh-account.ts";
import { fillIn } from "../../fill-in.ts";
import { birthDates, type PersonOutcome, testPerson } from "../../test-data.ts";
import { dateField, faultSummary, type Faults, testButtons, textField, type Values } from "../form.ts";
import { html } from "../../../html.ts";
import type { Step } from "./step.ts";
import type { Visit } from "../visit.ts";

/** Field of the form to the person's fact. */
const facts = {
  first_name: "first_name",
  last_name: "last_name",
  "dob-day": "dob.day",
  "dob-month": "dob.month",
  "dob-year": "dob.year",
  line1: "address.line1",
  city: "address.city",
  postal_code: "address.postal_code",
  state: "address.state",
} as const;

const required: readonly (readonly [string, string])[] = [
  ["first_name", "Enter your first name."],
  ["last_name", "Enter your last name."],
  ["line1", "Enter your street and number."],
  ["city", "Enter your town or city."],
  ["postal_code", "Enter your postal code."],
  ["product_description", "Say what you offer, in a few words."],
];

/** As the fields stand on the page. */
const order = [
  "company_name",
  "tax_id",
  "title",
  "first_name",
  "last_name",
  "dob",
  "line1",
  "city",
  "postal_code",
  "state",
  "id_number",
  "product_description",
];

const usesStates: ReadonlySet<string> = new Set(["AU", "BR", "CA", "IN", "MX", "US"]);

/** Who the owner is. A company's representative gives the same, and the company's name and number. */
export const detailsStep: Step = {
  name: "details",
  title: "Your details",
  known: (visit) => ({ values: knownValues(visit), faults: faultsOfRequirements(visit) }),
  body: (visit, form, action) => {
    const { account } = visit;
    const isCompany = account.businessType !== null && account.businessType !== "individual";
    const isAmerican = account.country === "US";
    return html`<div class="card">
        <h1>Your details</h1>
        <p class="lead">As they are on your identity document.</p>
        ${faultSummary(form.faults)}
        <form method="post" action="${action}" novalidate>
          ${
            isCompany &&
            html`${textField(form, { name: "company_name", label: "Company name" })}
            ${textField(form, { name: "tax_id", label: "Company number", hint: "The test number is 000000000." })}
            ${textField(form, { name: "title", label: "Your role in the company" })}`
          }
          <div class="pair">
            ${textField(form, { name: "first_name", label: "First name" })}
            ${textField(form, { name: "last_name", label: "Last name" })}
          </div>
          ${dateField(form, { name: "dob", label: "Date of birth", hint: "1 1 1902 is verified at once, 1 1 1901 after a while; any other does not match." })}
          ${textField(form, { name: "line1", label: "Street and number", hint: "address_full_match passes, address_no_match does not." })}
          <div class="pair">
            ${textField(form, { name: "city", label: "Town or city" })}
            ${textField(form, { name: "postal_code", label: "Postal code" })}
          </div>
          ${usesStates.has(account.country) && textField(form, { name: "state", label: "State" })}
          ${
            isAmerican &&
            textField(form, {
              name: "id_number",
              label: "Social security number",
              hint: "000000000 matches, 111111111 does not.",
              inputmode: "numeric",
            })
          }
          ${textField(form, { name: "product_description", label: "What you offer", hint: "For example: songs and recordings." })}
          <div class="actions"><button class="primary">Save and continue</button></div>
        </form>
      </div>
      ${testButtons("Choose how the check of your details turns out.", action, [
        { fill: "at_once", label: "Verified at once" },
        { fill: "after_a_while", label: "Verified after a while" },
        { fill: "no_match", label: "Wrong data" },
        { fill: "sanctions", label: "On a sanctions list" },
      ])}`;
  },
  fill: ({ account }, fill) => {
    const outcome: PersonOutcome = fill in birthDates ? (fill as PersonOutcome) : "at_once";
    return {
      ...valuesOf(testPerson(account, outcome) as Facts),
      company_name: "Testville Creations",
      tax_id: "000000000",
      title: "Owner",
      id_number: "000000000",
      product_description: "Songs and recordings",
    };
  },
  take: (visit, values) => {
    const faults = check(visit, values);
    if (faults.size > 0) return faults;
    const { account, world } = visit;
    const isCompany = account.businessType !== null && account.businessType !== "individual";
    const address = {
      line1: values["line1"],
      city: values["city"],
      postal_code: values["postal_code"],
      state: values["state"],
      country: account.country,
    };
    fillIn(world, account, {
      person: {
        first_name: values["first_name"],
        last_name: values["last_name"],
        dob: {
          day: Number(values["dob-day"]),
          month: Number(values["dob-month"]),
          year: Number(values["dob-year"]),
        },
        address,
        phone: "0000000000",
        ...(values["id_number"] === undefined || values["id_number"] === ""
          ? {}
          : { id_number: values["id_number"].replaceAll(/\D/g, "") }),
        ...(isCompany ? { relationship: { title: values["title"] } } : {}),
      },
      ...(isCompany ? { company: { name: values["company_name"], tax_id: values["tax_id"], address } } : {}),
      businessProfile: { product_description: values["product_description"] },
    });
    return faults;
  },
};

function knownValues({ world, account }: Visit): Values {
  const { businessProfile, company } = account.details;
  return {
    ...valuesOf(personInCharge(world.state, account)?.facts ?? {}),
    company_name: textAt(company, "name") ?? "",
    tax_id: textAt(company, "tax_id") ?? "",
    product_description: textAt(businessProfile, "product_description") ?? "",
  };
}

function valuesOf(person: Facts): Values {
  const shown = (fact: Fact): string =>
    typeof fact === "string" || typeof fact === "number" ? String(fact) : "";
  return {
    ...Object.fromEntries(Object.entries(facts).map(([name, path]) => [name, shown(factAt(person, path))])),
    title: shown(factAt(hashAt(person, "relationship"), "title")),
    id_number: shown(factAt(person, "id_number")),
  };
}

/** What Stripe could not verify, at the field where it is corrected. */
function faultsOfRequirements({ account }: Visit): Faults {
  const faults = new Map<string, string>();
  for (const { requirement, code } of account.requirements.errors) {
    if (code === "verification_failed_keyed_identity") {
      faults.set("dob", "Your name and date of birth do not match. Correct them, or hand in a document.");
    } else if (requirement.endsWith(".id_number")) {
      faults.set("id_number", "This number does not match. Correct it, or hand in a document.");
    } else if (requirement.includes(".address.")) {
      faults.set("line1", "This address does not match. Correct it, or hand in a document.");
    }
  }
  return faults;
}

function check({ account }: Visit, values: Values): Faults {
  const asked: (readonly [string, string])[] = [...required];
  if (usesStates.has(account.country)) asked.push(["state", "Enter your state."]);
  if (account.country === "US") asked.push(["id_number", "Enter your social security number."]);
  if (account.businessType !== null && account.businessType !== "individual") {
    asked.push(["company_name", "Enter the company's name."], ["tax_id", "Enter the company's number."]);
    asked.push(["title", "Enter your role."]);
  }
  const faults = asked.filter(([name]) => (values[name] ?? "").trim() === "");
  const [day, month, year] = ["day", "month", "year"].map((part) => Number(values[`dob-${part}`]));
  if (!isDate(day, month, year)) faults.push(["dob", "Enter a date, such as 1 1 1902."]);
  return new Map(faults.toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other)));
}

function isDate(day = 0, month = 0, year = 0): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    year >= 1900 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day
  );
}
