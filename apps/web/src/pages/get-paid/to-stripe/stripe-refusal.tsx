import { RefusalAlert } from "@payrun/ui";
import type { StripePage } from "./use-stripe-page.ts";

/** Why a page at Stripe did not open; and for who signed in too long ago, the question whether it is her, which then opens it. */
export function StripeRefusal({ page }: { page: StripePage | null }) {
  if (page === null) return null;
  return (
    <>
      {page.dialog}
      <RefusalAlert error={page.error} />
    </>
  );
}
