import { en } from "@payrun/catalogue";
import { TRPCError, type AnyTRPCRouter } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { trpcCodeFor } from "../trpc/refusal.ts";
import { procedureFacts, type ProcedureFacts } from "./procedure-facts.ts";
import { refusedBy } from "./refused-by.ts";
import { cell, fieldTable, table } from "./markdown-table.ts";

export type ReferencePage = {
  readonly title: string;
  /** `/trpc/creator`. */
  readonly path: string;
  readonly router: AnyTRPCRouter;
};

/** A router's reference as Markdown: how to call it, each procedure by area, every refusal. */
export function referencePage({ title, path, router }: ReferencePage): string {
  const procedures = procedureFacts(router);
  const areas = Map.groupBy(procedures, (procedure) => procedure.path.split(".", 1)[0] ?? "");
  const lines = [
    `# ${title}`,
    "",
    "<!-- Made from the routers' schemas by `npm run api:reference`: change them, not this page. -->",
    "",
    ...howToCall(path),
    "",
    ...[...areas].map(([area, own]) => `- [${area}](#${area.toLowerCase()}): ${own.map(linkTo).join(", ")}`),
    "- [Refusals](#refusals)",
    ...[...areas].flatMap(([area, own]) => [
      "",
      `## ${area}`,
      ...own.flatMap((facts) => procedureText(path, facts)),
    ]),
    "",
    ...refusalTable(procedures),
    "",
  ];
  return lines.join("\n");
}

function howToCall(path: string): readonly string[] {
  return [
    `tRPC 11 at \`${path}\`, by the session cookie. A query is \`GET ${path}/<procedure>?input=…\`, a mutation`,
    `\`POST ${path}/<procedure>\` with a JSON body, a subscription server-sent events. Inputs and outputs are`,
    "[superjson](https://github.com/flightcontrolhq/superjson): `bigint` and `Date` arrive as such, on the wire",
    '`{"json": …, "meta": …}`. Up to 20 calls go in one request (`?batch=1`), in 256 KiB at most.',
    "",
    "The examples are for a shell after [signing in](README.md#try-it): `$PAYRUN` is the app's address and `jar` holds the",
    'cookie. They send what must be sent, in place of which you put your own. An answer is `{"result": {"data": {"json": …,',
    '"meta": …}}}`, an error `{"error": {"json": {"message", "code", "data": {"code", "httpStatus", "refusal", "fields"}}}}`.',
    "",
    "Amounts are whole numbers of the currency's minor unit (cents for USD, yen for JPY), never fractions; instants are",
    "UTC. Inputs are strict: a field that is not listed is refused. Pages come by `nextCursor`, null on the last one.",
    "",
    'An expected "no" is an error whose `data.refusal` has a `code` and its numbers, see [Refusals](#refusals). An input',
    "that does not fit is `BAD_REQUEST` with the fields in `data.fields`.",
  ];
}

function linkTo({ path }: ProcedureFacts): string {
  return `[${path.split(".").slice(1).join(".") || path}](#${path.toLowerCase().replaceAll(".", "")})`;
}

function procedureText(mount: string, facts: ProcedureFacts): string[] {
  const { path, kind, description, who, input, output, refusals } = facts;
  return [
    "",
    `### ${path}`,
    "",
    ...(description === "" ? [] : [description, ""]),
    `${capital(kind)}, for ${who}.`,
    ...(refusals.length === 0
      ? []
      : ["", `Refuses with ${refusals.map((code) => `\`${code}\``).join(", ")}.`]),
    "",
    "```sh",
    exampleCall(mount, facts),
    "```",
    ...fieldTable("Input", input),
    ...fieldTable("Output", output),
  ];
}

function exampleCall(mount: string, { path, kind, sample }: ProcedureFacts): string {
  const at = `"$PAYRUN${mount}/${path}"`;
  if (kind === "mutation")
    return `curl -b jar ${at} -H 'Content-Type: application/json' -d '${sample ?? "{}"}'`;
  const input = sample === null ? "" : ` --data-urlencode 'input=${sample}'`;
  return `curl ${kind === "subscription" ? "-N " : ""}-b jar -G ${at}${input}`;
}

function refusalTable(procedures: readonly ProcedureFacts[]): readonly string[] {
  const paths = new Set(procedures.map(({ path }) => path));
  const rows = Object.entries(refusedBy).flatMap(([code, by]) => {
    const own = typeof by === "string" ? by : by.filter((path) => paths.has(path));
    if (own.length === 0 || !isRefusal(code)) return [];
    const status = getHTTPStatusCodeFromError(new TRPCError({ code: trpcCodeFor[code] }));
    const who =
      own === "policy"
        ? "by the procedure's policy"
        : own === "every"
          ? "any"
          : own.map((path) => `\`${path}\``).join(", ");
    return [[`\`${code}\``, String(status), who, cell(en.refusals[code])]];
  });
  return [
    "## Refusals",
    "",
    "The sentence is the catalogue's in English; the same stands in German and Japanese.",
    "",
    ...table(["Code", "HTTP", "From", "What people read"], rows),
  ];
}

function isRefusal(code: string): code is keyof typeof trpcCodeFor {
  return Object.hasOwn(trpcCodeFor, code);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
