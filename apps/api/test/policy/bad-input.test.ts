import superjson from "superjson";
import { beforeAll, describe, expect, test } from "vitest";
import { aSession, aUser } from "../auth/people.ts";
import { apiOfTestFile } from "../test-api.ts";
import { ask, type Answer } from "./ask.ts";
import { policyTable } from "./policy-table.ts";
import { brokenWires, randomOf, spoiledWire } from "./spoil-input.ts";
import { inputSchemaOf, walkProcedures, type Procedure } from "./walk-procedures.ts";

const api = apiOfTestFile();
const procedures = walkProcedures();
const isFull = process.env["PAYRUN_E2E"] === "full";
const seed = Number(process.env["PAYRUN_SEED"] ?? 4);
const inputsPerProcedure = isFull ? 1000 : 100;
/** More than this a procedure is asked at once, as a page would. */
const BATCH_SIZE = 20;

let cookies: { readonly creator: string; readonly owner: string };
beforeAll(async () => {
  const { userId: creator } = await aUser(api.db, { role: "creator", passwordHash: "cannot sign in" });
  const { userId: owner } = await aUser(api.db, { role: "owner", passwordHash: "cannot sign in" });
  await api.db.query("UPDATE users SET two_factor_enabled = true");
  // Nobody answers for Stripe here: to open an account would be tried four times, to ask for a page of one is tried once.
  await api.db.query("UPDATE creators SET stripe_account_id = 'acct_of_a_creator'");
  cookies = {
    creator: (await aSession(api.db, creator)).cookie,
    owner: (await aSession(api.db, owner)).cookie,
  };
});

const cookieFor = ({ path }: Procedure) =>
  policyTable[path] === "finance" ? cookies.owner : cookies.creator;

/** What nobody outside has any business to read: SQL, where the code is, how the database calls its laws. */
const inside =
  /\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|WHERE)\b|node_modules|\.ts:\d+|\bat \S+ \(\S*:\d+|violates|relation \\?"|column \\?"|invalid input syntax|22P02|22021|pg_catalog|byte sequence|out of range for type/;

function expectItIsTheirFault(wire: string, { status, body }: Answer): void {
  const seen = `${wire.slice(0, 300)} → ${status} ${body.slice(0, 300)}`;
  expect(status, seen).not.toBe(500);
  expect(inside.exec(body)?.[0], seen).toBeUndefined();
}

function isRight({ inputs: [input] }: Procedure, wire: string): boolean {
  return input === undefined || input.safeParse(superjson.deserialize(JSON.parse(wire))).success;
}

/** Twenty calls in one request; each has a status of its own. */
async function askAtOnce(procedure: Procedure, wires: readonly string[]): Promise<readonly Answer[]> {
  const { url, type, origin, path } = procedure;
  const name = path.slice(path.indexOf("/") + 1);
  const paths = wires.map(() => name).join(",");
  const at = `${url.slice(0, -name.length)}${paths}?batch=1`;
  const body = `{${wires.map((wire, index) => `"${index}":${wire}`).join(",")}}`;
  const headers = { origin, cookie: cookieFor(procedure), "content-type": "application/json" };
  const answer = await api.app.inject(
    type === "query"
      ? { method: "GET", url: `${at}&input=${encodeURIComponent(body)}`, headers }
      : { method: "POST", url: at, headers, payload: body },
  );
  expect([answer.statusCode, answer.body.slice(0, 1)], answer.body.slice(0, 300)).toEqual([
    expect.any(Number),
    "[",
  ]);
  return (JSON.parse(answer.body) as readonly unknown[]).map((one) => {
    const text = JSON.stringify(one);
    return { status: Number(/"httpStatus":(\d+)/.exec(text)?.[1] ?? 200), body: text };
  });
}

describe(`${inputsPerProcedure} inputs that are wrong somewhere (seed ${seed}) are never our fault, and learn nothing of the inside`, () => {
  test.for(procedures)("$path", { timeout: isFull ? 600_000 : 30_000 }, async (procedure) => {
    const random = randomOf(seed);
    const schema = inputSchemaOf(procedure);
    const wires = Array.from({ length: inputsPerProcedure }, () => spoiledWire(schema, random));
    if (procedure.type === "subscription") {
      // One that is right after all would be let in, and say nothing for ever.
      for (const wire of wires.filter((each) => !isRight(procedure, each))) {
        expectItIsTheirFault(wire, await ask(api, procedure, { cookie: cookieFor(procedure), wire }));
      }
      return;
    }
    for (let from = 0; from < wires.length; from += BATCH_SIZE) {
      const some = wires.slice(from, from + BATCH_SIZE);
      const answers = await askAtOnce(procedure, some);
      answers.forEach((answer, index) => expectItIsTheirFault(some[index] ?? "", answer));
    }
  });
});

describe("what no serializer would write is never our fault either", () => {
  test.for(procedures)("$path", async (procedure) => {
    const random = randomOf(seed + procedures.indexOf(procedure));
    for (const wire of isFull ? brokenWires : brokenWires.filter(() => random() < 0.2)) {
      expectItIsTheirFault(wire, await ask(api, procedure, { cookie: cookieFor(procedure), wire }));
    }
  });
});

describe("a call that reaches no procedure", () => {
  const call = (path: string, payload?: string, method = payload === undefined ? "GET" : "POST") =>
    api.app.inject({
      method: method as "GET",
      url: `/trpc/${path}`,
      headers: {
        cookie: cookies.creator,
        ...(payload !== undefined && { "content-type": "application/json" }),
      },
      ...(payload !== undefined && { payload }),
    });
  const names = (count: number) => Array.from({ length: count }, () => "session.me").join(",");

  test.for([
    { is: "of a procedure that is not there", path: "creator/home.nothing", status: 404 },
    { is: "of a procedure of the other router", path: "creator/me", status: 404 },
    { is: "of something that every object has", path: "creator/toString", status: 404 },
    { is: "of something that every object has", path: "creator/__proto__", status: 404 },
    { is: "of the router itself", path: "creator/", status: 404 },
    { is: "of 21 at once", path: `creator/${names(21)}?batch=1&input={}`, status: 400 },
    { is: "that changes something by GET", path: "creator/session.revokeOthers", status: 405 },
    { is: "with an input that is no JSON", path: "creator/session.me?input={", status: 400 },
    { is: "for its head alone", path: "creator/session.me", method: "HEAD", status: 404 },
    {
      is: "with a body of 10 MB",
      path: "creator/session.revoke",
      payload: `"${"x".repeat(10_000_000)}"`,
      status: 413,
    },
    { is: "with a body that says nothing", path: "creator/session.revoke", payload: "", status: 400 },
  ])("$is answers $status: $path", async ({ path, payload, method, status }) => {
    const answer = await call(path, payload, method);
    expectItIsTheirFault(path, { status: answer.statusCode, body: answer.body });
    expect(answer.statusCode).toBe(status);
  });
});
