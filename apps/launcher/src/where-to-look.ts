import { join } from "node:path";
import { demoLogins, demoPassword, type DemoLogin, type SeedOutcome } from "@payrun/demo";
import type { Services } from "./services/start-services.ts";

export type Whereabouts = {
  readonly services: Services;
  /** Absolute. */
  readonly dataDir: string;
  readonly withWeb: boolean;
  /** Null: no demo data was asked for. */
  readonly seeded: SeedOutcome | null;
};

const roles: Readonly<Record<DemoLogin["as"], string>> = {
  creator: "creator",
  creator_with_missing_documents: "creator with missing documents",
  fan: "fan",
};

/** What runs where, and whom to sign in as, for somebody who has just started it. */
export function whereToLook({ services, dataDir, withWeb, seeded }: Whereabouts): string {
  const { apiBase, apiUrl, databaseUrl, embeddedDatabase, webUrl } = services;
  const places = [
    ...(withWeb ? [["Web app", webUrl], ...loginLines(seeded)] : []),
    ["API", `${apiUrl}/v1/openapi.json`],
    ["Host API key", `HOST_API_KEY in ${join(dataDir, "secrets.env")}`],
    [
      "Stripe",
      apiBase === null
        ? "https://dashboard.stripe.com"
        : `${apiBase.origin}/ (the simulator: balances, transfers, requests)`,
    ],
    ["Database", embeddedDatabase ? databaseUrl : databaseUrl.replace(/\/\/.*@/, "//***@")],
    ["Mails", join(dataDir, "mail")],
    ["Logs", join(dataDir, "logs")],
  ];
  return [
    "",
    ...places.map(([what = "", where]) => `  ${what.padEnd(16)}${where}`),
    "",
    "  Ctrl-C stops all of it.",
  ].join("\n");
}

function loginLines(seeded: SeedOutcome | null): readonly (readonly [string, string])[] {
  if (seeded === null || seeded.kind === "refused") return [];
  const logins = demoLogins(seeded).map(({ as, email }) => ["", `${email} (${roles[as]})`] as const);
  return [["  sign in with", `the password ${demoPassword} as`], ...logins];
}
