import { expireCalls as expirePage } from "@payrun/intake";
import type { Deps } from "../deps.ts";

const PAGE = 500;

/** Ends call requests that nobody answered or completed in time, page by page: their tokens are free again. */
export async function expireCalls({ db, clock }: Deps): Promise<void> {
  while ((await expirePage({ db, now: clock.now() }, { limit: PAGE })) === PAGE);
}
