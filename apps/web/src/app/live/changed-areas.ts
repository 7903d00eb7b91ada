import type { QueryClient } from "@tanstack/react-query";
import type { ApiClient, ApiOptions } from "../trpc.ts";

type Changes = Parameters<Parameters<ApiClient["live"]["changes"]["subscribe"]>[1]["onData"] & {}>[0];
/** What the API says has changed. */
export type ChangedArea = Changes["data"]["area"];

type RouterName = Exclude<keyof CreatorRouters, "live">;
type CreatorRouters = Pick<
  ApiOptions,
  | "home"
  | "earnings"
  | "payouts"
  | "decisions"
  | "getPaid"
  | "settings"
  | "notifications"
  | "profiles"
  | "follows"
  | "wallet"
  | "calls"
  | "withdrawals"
>;

/** Whose answers are out of date when an area has changed. */
const outOfDate: Readonly<Record<Exclude<ChangedArea, "everything">, readonly RouterName[]>> = {
  earnings: ["home", "earnings", "decisions"],
  payouts: ["home", "payouts", "decisions", "earnings", "withdrawals"],
  notifications: ["notifications", "home"],
  calls: ["calls", "wallet", "profiles"],
  wallet: ["wallet", "profiles"],
  followers: ["follows", "profiles"],
  account: ["home", "getPaid", "settings", "decisions", "profiles"],
};

/** Asks anew for what of it is on the page, and for the rest when somebody goes there. */
export function bringUpToDate(
  queryClient: QueryClient,
  api: ApiOptions,
  areas: ReadonlySet<ChangedArea>,
): void {
  if (areas.has("everything")) {
    void queryClient.invalidateQueries();
    return;
  }
  const names = new Set([...areas].flatMap((area) => (area === "everything" ? [] : outOfDate[area])));
  for (const name of names) void queryClient.invalidateQueries(api[name].pathFilter());
}
