/** Why a creator's account cannot be opened, reached or set as she asked. */
export type AccountRefusal =
  /** Nobody has told in which country she lives. */
  | { readonly code: "account_country_needed" }
  | { readonly code: "account_country_refused"; readonly country: string }
  /** Stripe takes her name, e-mail address or country for wrong. */
  | { readonly code: "account_data_refused" }
  /** Stripe opens no accounts for the platform at present; whoever runs it has been alarmed. */
  | { readonly code: "account_opening_stopped" }
  | { readonly code: "account_unreachable" }
  | { readonly code: "no_payout_account" }
  /** Stripe's dashboard opens only after its onboarding. */
  | { readonly code: "onboarding_unfinished" }
  /** Money is on its way to the account that would be replaced. */
  | { readonly code: "payout_in_flight" }
  | {
      readonly code: "minimum_too_low";
      readonly currency: string;
      readonly askedMinor: string;
      readonly minimumMinor: string;
    };
