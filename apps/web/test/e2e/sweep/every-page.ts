import { openDatabase, type Sql } from "@payrun/db";
import { inject } from "vitest";
import { addressOf, type Who } from "../browser.ts";

/** A page to look at, and who looks at it. */
export type PageCase = {
  /** For titles and files: `creator-payout`. */
  readonly name: string;
  /** As the router has it: `/payouts/$payoutItemId`. */
  readonly route: string;
  readonly path: string;
  /** Null: nobody is signed in. */
  readonly as: Who | null;
};

/** Every page of the app that somebody of the demo can stand on, with ids that are there. */
export async function everyPage(): Promise<readonly PageCase[]> {
  const db = openDatabase(inject("system").databaseURL, { poolSize: 1 });
  try {
    const ids = await idsOf(db);
    return places.map(({ as, route, file }) => ({
      name: `${as === null ? "visitor" : as === "creator_with_missing_documents" ? "blocked" : as}-${file}`,
      route,
      path: route.replaceAll(/\$(\w+)/gu, (_, id: string) => ids[id] ?? id),
      as,
    }));
  } finally {
    await db.close();
  }
}

type Place = { readonly as: Who | null; readonly route: string; readonly file: string };

/** Only passed through: it leads on to Stripe, or back to where she stands. */
export const passedThrough: ReadonlySet<string> = new Set(["/get-paid/refresh"]);

const places: readonly Place[] = [
  { as: "creator", route: "/", file: "home" },
  { as: "creator", route: "/earnings", file: "earnings" },
  { as: "creator", route: "/payouts", file: "payouts" },
  { as: "creator", route: "/payouts/$payoutItemId", file: "payout" },
  { as: "creator", route: "/statements/$year", file: "annual" },
  { as: "creator", route: "/why", file: "why" },
  { as: "creator", route: "/get-paid", file: "get-paid" },
  { as: "creator", route: "/get-paid/return", file: "get-paid-return" },
  { as: "creator", route: "/notifications", file: "notifications" },
  { as: "creator", route: "/followers", file: "followers" },
  { as: "creator", route: "/withdrawals", file: "withdrawals" },
  { as: "creator", route: "/calls", file: "calls" },
  { as: "creator", route: "/settings", file: "settings" },
  { as: "creator", route: "/wallet", file: "wallet" },
  { as: "creator_with_missing_documents", route: "/", file: "home" },
  { as: "creator_with_missing_documents", route: "/get-paid", file: "get-paid" },
  { as: "creator_with_missing_documents", route: "/why", file: "why" },
  { as: "fan", route: "/calls", file: "calls" },
  { as: "fan", route: "/following", file: "following" },
  { as: "fan", route: "/fans/$fanId", file: "fan" },
  { as: "fan", route: "/wallet", file: "wallet" },
  { as: "fan", route: "/settings", file: "settings" },
  { as: "fan", route: "/creators", file: "creators" },
  { as: "fan", route: "/creators/$handle", file: "creator" },
  { as: "fan", route: "/earnings", file: "creators-only" },
  { as: null, route: "/creators/$handle", file: "creator" },
  { as: null, route: "/sign-in", file: "sign-in" },
  { as: null, route: "/sign-up", file: "sign-up" },
  { as: null, route: "/forgot-password", file: "forgot-password" },
  { as: null, route: "/reset-password", file: "reset-password" },
  { as: null, route: "/verify-email", file: "verify-email" },
  { as: null, route: "/two-factor", file: "two-factor" },
  { as: null, route: "/nowhere-at-all", file: "not-found" },
];

async function idsOf(db: Sql): Promise<Readonly<Record<string, string>>> {
  const [ids] = await db.query<{ payoutItemId: string; fanId: string; handle: string }>(
    `SELECT creator.handle,
            (SELECT id FROM payout_items WHERE creator_id = creator.id ORDER BY created_at DESC LIMIT 1) AS "payoutItemId",
            (SELECT follower.id FROM fans AS follower
               JOIN follows ON follows.fan_id = follower.id
              WHERE follows.creator_id = creator.id AND follower.creator_id IS NULL LIMIT 1) AS "fanId"
       FROM users JOIN creators AS creator ON creator.id = users.creator_id
      WHERE users.email = $1`,
    [addressOf("creator")],
  );
  if (ids === undefined) throw new Error("the demo's creator is not in the database");
  return { ...ids, year: "2026" };
}
