import type { AgendaRow } from "../../state/agenda-table.ts";
import type { World } from "../../world.ts";
import { changeAccount } from "../change-account.ts";

/** A check of a person has its result, or a deadline has passed: the account's standing follows, with its events. */
export function reviewAccount(world: World, { subject }: AgendaRow): void {
  const account = world.state.accounts.get(subject);
  if (account === undefined || account.deleted) return;
  changeAccount(world, account, () => {});
}
