import { newId } from "@payrun/db";
import { beforeAll, describe, expect, test } from "vitest";
import { aSession, aUser } from "../auth/people.ts";
import { apiOfTestFile } from "../test-api.ts";
import { ask, refusalOf, wireOf } from "./ask.ts";
import { sampleOf } from "./sample-input.ts";
import { everyId, giveBelongings } from "./strangers-belongings.ts";
import { inputSchemaOf, walkProcedures, type Procedure } from "./walk-procedures.ts";

const api = apiOfTestFile();

/** Anybody's page: what these show is public, whoever's it is. */
const isPublic = ["creator/profiles.fan"];
const withIds = walkProcedures().flatMap((procedure) =>
  Object.entries(inputSchemaOf(procedure)?.properties ?? {})
    // A request key is the caller's own word for one click.
    .filter(([field]) => field !== "requestKey")
    .filter(([, { format, anyOf }]) => [format, ...(anyOf ?? []).map((one) => one.format)].includes("uuid"))
    .map(([field]) => ({ field, procedure, path: procedure.path })),
);
const withHandles = walkProcedures().filter(
  (procedure) => inputSchemaOf(procedure)?.properties?.["handle"] !== undefined,
);

let cookies: { readonly mine: string; readonly hers: string };
let strangers: readonly string[];
beforeAll(async () => {
  const aCreator = () => aUser(api.db, { role: "creator", passwordHash: "cannot sign in" });
  const me = await aCreator();
  const { cookie: mine } = await aSession(api.db, me.userId);
  const known = new Set(await everyId(api.db));
  const stranger = await aCreator();
  await giveBelongings(api.db, stranger);
  strangers = (await everyId(api.db)).filter((id) => !known.has(id));
  const { cookie: hers } = await aSession(api.db, stranger.userId);
  cookies = { mine, hers };
});

/** What is not needed is left out. */
function askWith(procedure: Procedure, cookie: string, fields: object) {
  const schema = inputSchemaOf(procedure) ?? {};
  const sample = Object.entries(sampleOf(schema) as object).filter(([name]) =>
    schema.required?.includes(name),
  );
  return ask(api, procedure, { cookie, wire: wireOf({ ...Object.fromEntries(sample), ...fields }) });
}

describe("somebody else's id is answered like one that does not exist, to the byte", () => {
  test.for(withIds)("$path, $field", async ({ procedure, field }) => {
    const nobodys = await askWith(procedure, cookies.mine, { [field]: newId() });
    expect([nobodys.status, refusalOf(nobodys)]).toEqual([404, "not_found"]);
    if (isPublic.includes(procedure.path)) return;
    for (const id of strangers) {
      const answer = await askWith(procedure, cookies.mine, { [field]: id });
      expect([id, answer.status, answer.body]).toEqual([id, nobodys.status, nobodys.body]);
    }
    // One of them is of the right kind: she herself finds it.
    const statuses = new Set<number>();
    for (const id of strangers)
      statuses.add((await askWith(procedure, cookies.hers, { [field]: id })).status);
    expect([...statuses].some((status) => status !== 404)).toBe(true);
  });
});

test.for(withHandles)("a handle that nobody has is not found by $path", async (procedure) => {
  const answer = await askWith(procedure, cookies.mine, { handle: "nobody-has-this-handle" });
  expect([answer.status, refusalOf(answer)]).toEqual([404, "not_found"]);
});
