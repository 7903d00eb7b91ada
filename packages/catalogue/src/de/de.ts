import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";
import { calls } from "./calls.ts";
import { common } from "./common.ts";
import { decisions } from "./decisions.ts";
import { earnings } from "./earnings.ts";
import { getPaid } from "./get-paid.ts";
import { home } from "./home.ts";
import { mail } from "./mail.ts";
import { nextSteps } from "./next-steps.ts";
import { notifications } from "./notifications.ts";
import { payouts } from "./payouts.ts";
import { profiles } from "./profiles.ts";
import { reasons } from "./reasons.ts";
import { refusals } from "./refusals.ts";
import { requirements } from "./requirements.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";
import { statement } from "./statement.ts";
import { units } from "./units.ts";
import { wallet } from "./wallet.ts";
import { withdrawals } from "./withdrawals.ts";

export const de: Translated<typeof en> = {
  common,
  session,
  home,
  earnings,
  payouts,
  decisions,
  getPaid,
  settings,
  notifications,
  profiles,
  wallet,
  calls,
  withdrawals,
  reasons,
  nextSteps,
  requirements,
  units,
  refusals,
  mail,
  statement,
};
