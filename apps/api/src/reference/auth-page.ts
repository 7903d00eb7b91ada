import { freshMinutes } from "../trpc/policy.ts";
import { authEndpoints, ownEndpoints, type AuthEndpoint } from "../auth/auth-endpoints.ts";
import { fieldTable, table } from "./markdown-table.ts";
import { schemaFields } from "./schema-fields.ts";

const refusals = [
  "",
  "## Refusals",
  "",
  ...table(
    ["Code", "HTTP", "Means"],
    [
      ["`INVALID_INPUT`", "400", "`fields` says which field is wrong, and how."],
      ["`INVALID_EMAIL_OR_PASSWORD`", "401", "One of them is wrong; it is not said which."],
      ["`INVALID_PASSWORD`", "400", "The present password is wrong."],
      ["`EMAIL_NOT_VERIFIED`", "403", "Follow the mailed link first."],
      ["`PASSWORD_NEEDED`", "400", "A new account's link wants its password, too."],
      ["`INVALID_TOKEN`", "400", "The link is spent, too old, or none of ours."],
      ["`EMAIL_IN_USE`", "409", "Another account has the address by now."],
      [
        "`INVALID_CODE`, `INVALID_BACKUP_CODE`",
        "401",
        "The code is wrong, or a backup code was used before.",
      ],
      ["`CODE_USED`", "401", "The app's code signed in already: wait for the next one."],
      [
        "`INVALID_TWO_FACTOR_COOKIE`",
        "401",
        "The first step is missing or too long ago: begin with the password.",
      ],
      ["`UNAUTHORIZED`", "401", "Nobody is signed in."],
      ["`SESSION_NOT_FRESH`", "403", "Confirm first who you are: `POST /confirm`."],
      ["`BANNED`", "403", "The account is closed."],
      ["`TOO_MANY_TRIES`", "429", "`retryAfterSeconds`, as in `Retry-After`."],
    ],
  ),
];

/** The reference of what lies below `/api/auth`, as Markdown. */
export function authPage(): string {
  return [
    "# Signing in and accounts",
    "",
    "<!-- Made from the endpoints' schemas by `npm run api:reference`: change them, not this page. -->",
    "",
    "Plain JSON below `/api/auth`. What changes something is refused (403 `foreign_origin`) where `Origin` names another",
    "site, or a browser says so in `Sec-Fetch-Site`; a program may leave both out. The session is a cookie",
    "(`__Host-payrun.session_token`, 14 days) that no script can read; no answer contains its token. Fields that are not",
    'listed are ignored, and paths that are not here answer 404. Where nothing is said of an answer it is `{"status": true}`.',
    "",
    'A refusal is `{"code", "message"}`: see [Refusals](#refusals). Tries are limited by address, and by account where one',
    "is named: 429 says in `Retry-After` when to come back.",
    ...[...authEndpoints, ...Object.values(ownEndpoints)].flatMap(endpointText),
    ...refusals,
    "",
  ].join("\n");
}

function endpointText({ method, path, about, body, reply, fresh }: AuthEndpoint): readonly string[] {
  return [
    "",
    `## ${method} ${path}`,
    "",
    about,
    ...(fresh === true ? ["", `Only for a session that began within ${freshMinutes} minutes.`] : []),
    ...fieldTable("Body", schemaFields(body, "input")),
    ...fieldTable("Answer", schemaFields(reply, "output")),
  ];
}
