import { join } from "node:path";
import type { Services } from "./services/start-services.ts";

/** What runs where, for somebody who has just started it. */
export function whereToLook(
  { apiBase, apiUrl, databaseUrl, embeddedDatabase }: Services,
  dataDir: string,
): string {
  const places = [
    ["API", `${apiUrl}/v1/openapi.json`],
    ["Host API key", `HOST_API_KEY in ${join(dataDir, "secrets.env")}`],
    [
      "Stripe",
      apiBase === null
        ? "https://dashboard.stripe.com"
        : `${apiBase.origin}/ (the simulator: balances, transfers, requests)`,
    ],
    ["Database", embeddedDatabase ? databaseUrl : databaseUrl.replace(/\/\/.*@/, "//***@")],
    ["Mail to admins", join(dataDir, "mail")],
    ["Logs", join(dataDir, "logs")],
  ];
  return [
    "",
    ...places.map(([what = "", where]) => `  ${what.padEnd(16)}${where}`),
    "",
    "  Ctrl-C stops all of it.",
  ].join("\n");
}
