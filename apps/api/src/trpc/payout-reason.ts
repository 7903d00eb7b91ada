import type { PayoutReason } from "@payrun/payouts-core";
import { z } from "zod";

/**
 * A reason of core's on its way out, with its numbers: amounts as decimal strings of minor units, instants as ISO text.
 * Core's type says which numbers a code has; a second list of them here would only be able to differ.
 */
export const payoutReason = z
  .looseObject({ code: z.string().describe("e.g. `below_minimum`; its words are the catalogue's.") })
  .describe("Why: a code with the numbers used.") as unknown as z.ZodType<PayoutReason>;
