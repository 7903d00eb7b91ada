import { recordThinEvent } from "../events/thin/record-thin-event.ts";
import { configurationsOf } from "../accounts/v2/render-account-v2.ts";
import type { Visit } from "./pages/visit.ts";

/** The owner leaves, finished or not: the session is over, and the platform is told so. */
export function returnFromLink({ world, account, link }: Visit): void {
  link.returned = true;
  world.state.accountLinks.put(link);
  recordThinEvent(world, {
    type: "v2.core.account_link.returned",
    context: account.id,
    relatedObject: null,
    data: { account_id: account.id, configurations: configurationsOf(account), use_case: link.kind },
  });
}
