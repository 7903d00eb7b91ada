import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { aSession, aUser } from "../auth/people.ts";
import { apiOfTestFile } from "../test-api.ts";
import { ask, refusalOf, wireOf } from "./ask.ts";
import { expectedAnswer, policyTable, roles, states, type Role, type State } from "./policy-table.ts";
import { walkProcedures } from "./walk-procedures.ts";

const api = apiOfTestFile();
const procedures = walkProcedures();
const denials = ["not_signed_in", "banned", "wrong_role", "second_factor_missing", "session_not_fresh"];

/** The cookie of somebody of this role, about whom exactly this is wrong. */
async function cookieOf(role: Role, state: State): Promise<string | null> {
  if (state === "no session") return null;
  const { userId } = await aUser(api.db, { role, passwordHash: "cannot sign in" });
  // Nobody answers for Stripe here: to open an account would be tried four times, to ask for a page of one is tried once.
  await api.db.query("UPDATE creators SET stripe_account_id = 'acct_' || replace(id::text, '-', '')");
  await api.db.query(
    `UPDATE users SET two_factor_enabled = $2, banned_at = CASE WHEN $3 THEN now() END,
            ban_reason = CASE WHEN $3 THEN 'fraud' END WHERE id = $1`,
    [userId, state !== "no second factor", state === "banned"],
  );
  const { sessionId, cookie } = await aSession(api.db, userId, {
    openedMinutesAgo: state === "stale" ? 16 : 14,
    expiresInMinutes: state === "expired" ? -1 : 60,
  });
  if (state === "revoked") await api.db.query("DELETE FROM sessions WHERE id = $1", [sessionId]);
  return cookie;
}

describe("every procedure", () => {
  test("is in the table of policies, and every line of the table is a procedure", () => {
    expect(procedures.map(({ path }) => path).toSorted()).toEqual(Object.keys(policyTable).toSorted());
  });

  test("says who may call it and what it answers", () => {
    const mute = procedures.filter(({ hasPolicy, hasOutput }) => !hasPolicy || !hasOutput);
    expect(mute.map(({ path }) => path)).toEqual([]);
  });

  test("is made with a policy: nothing but `procedures.ts` makes one without", () => {
    const src = join(import.meta.dirname, "../../src");
    const makers = readdirSync(src, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .filter((file) =>
        /\bt\.procedure\b|\binitTRPC\b|@trpc\/server\/unstable/.test(readFileSync(join(src, file), "utf8")),
      );
    expect(makers).toEqual(["trpc/procedures.ts"]);
  });
});

describe("who is let in", () => {
  const cookies = new Map<string, string | null>();
  beforeAll(async () => {
    for (const role of roles)
      for (const state of states) cookies.set(`${role}, ${state}`, await cookieOf(role, state));
  });

  test.for(procedures)("$path", async (procedure) => {
    const policy = policyTable[procedure.path];
    if (policy === undefined) throw new Error("not in the table");
    for (const role of roles) {
      for (const state of states) {
        const who = `${role}, ${state}`;
        const answer = await ask(api, procedure, { cookie: cookies.get(who) ?? null, wire: wireOf({}) });
        const expected = expectedAnswer(policy, role, state);
        const refusal = refusalOf(answer);
        const isLetIn = answer.status !== 500 && (refusal === null || !denials.includes(refusal));
        expect([who, isLetIn ? null : [answer.status, refusal]]).toEqual([who, expected]);
      }
    }
  });
});
