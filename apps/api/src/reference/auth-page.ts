import { freshMinutes } from "../trpc/policy.ts";
import { authEndpoints, type AuthEndpoint } from "../auth/auth-endpoints.ts";
import { fieldTable } from "./markdown-table.ts";
import { schemaFields } from "./schema-fields.ts";

/** The reference of what lies below `/api/auth`, as Markdown. */
export function authPage(): string {
  return [
    "# Signing in and accounts",
    "",
    "<!-- Made from the endpoints' schemas by `npm run api:reference`: change them, not this page. -->",
    "",
    "Plain JSON below `/api/auth`, from the app's own origin only. The session is a cookie that no script can read; no",
    "answer contains its token. Tries are limited by address, and by account where one is named: 429 says when to come",
    "back. Paths that are not here answer 404.",
    ...authEndpoints.flatMap(endpointText),
    "",
  ].join("\n");
}

function endpointText({ method, path, body, reply, fresh }: AuthEndpoint): readonly string[] {
  return [
    "",
    `## ${method} ${path}`,
    ...(fresh === true ? ["", `Only for a session that began within ${freshMinutes} minutes.`] : []),
    ...fieldTable("Body", schemaFields(body, "input")),
    ...fieldTable("Answer", schemaFields(reply, "output")),
  ];
}
