import type { TestUser } from "../auth/people.ts";
import type { StripeHouse } from "./stripe-house.ts";

/** A creator who went through Stripe's pages with this outcome, and came back. */
export async function onboarded(
  house: StripeHouse,
  outcome = "complete",
  more: object = {},
): Promise<TestUser> {
  const user = await house.arrive();
  await house.as(user).getPaid.openOnboarding({});
  await house.control("POST", `/accounts/${await accountOf(house, user)}/onboard`, { outcome, ...more });
  await readAgain(house, user);
  return user;
}

export async function accountOf({ db }: StripeHouse, { creatorId }: TestUser): Promise<string> {
  const [row] = await db.query<{ accountId: string | null }>(
    `SELECT stripe_account_id AS "accountId" FROM creators WHERE id = $1`,
    [creatorId],
  );
  if (!row?.accountId) throw new Error("she has no account");
  return row.accountId;
}

/** As if ten seconds had passed since the last reading. */
export async function readAgain(house: StripeHouse, user: TestUser) {
  await house.db.query("UPDATE creators SET account_read_at = account_read_at - interval '10 s'");
  return house.as(user).getPaid.refresh();
}
