import type { ReasonWords } from "@payrun/catalogue/browser";
import { RealLink } from "../../../app/real-link.tsx";

type Action = ReasonWords["action"];

/** Where each action is done. Null: nowhere in the app; the sentence of the action says what to do. */
const PLACE_OF = {
  none: null,
  contact_support: null,
  set_up_account: "/get-paid",
  complete_account: "/get-paid",
  settle_account: "/get-paid",
  reconnect_account: "/get-paid",
  finish_tax_form: "/get-paid",
  lower_minimum: "/settings",
  change_cadence: "/settings",
  resume_payouts: "/settings",
} as const satisfies Record<Action["code"], string | null>;

/** Whether it is done on a page of ours; else its sentence is all there is. */
export function hasPlace(action: Action): boolean {
  return PLACE_OF[action.code] !== null;
}

/** The one thing to do about a reason: a link to where it is done, or else a sentence. */
export function ActionLink({ action }: { action: Action }) {
  const place = PLACE_OF[action.code];
  return place === null ? <span>{action.text}</span> : <RealLink to={place}>{action.label}</RealLink>;
}
