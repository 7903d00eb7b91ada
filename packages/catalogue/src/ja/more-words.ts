import type { moreWords as english } from "../en/more-words.ts";
import type { Translated } from "../translated.ts";
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

export const moreWords: Translated<typeof english> = {
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
};
