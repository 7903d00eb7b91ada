import { calls } from "./calls.ts";
import { decisions } from "./decisions.ts";
import { earnings } from "./earnings.ts";
import { getPaid } from "./get-paid.ts";
import { payouts } from "./payouts.ts";
import { profiles } from "./profiles.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";
import { statement } from "./statement.ts";
import { wallet } from "./wallet.ts";
import { withdrawals } from "./withdrawals.ts";

/** What all other pages are written in. */
export const moreWords = {
  session,
  earnings,
  payouts,
  decisions,
  getPaid,
  settings,
  profiles,
  wallet,
  calls,
  withdrawals,
  statement,
} as const;
