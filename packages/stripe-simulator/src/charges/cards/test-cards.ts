import type { Decline } from "../charge-rows.ts";

/** How a test card behaves beyond paying: each name is a chapter of docs.stripe.com/testing. */
export type CardBehaviour =
  | { readonly kind: "pays" }
  | { readonly kind: "bypasses_pending" }
  | { readonly kind: "declines"; readonly decline: Decline; readonly blocked?: true }
  | { readonly kind: "disputes"; readonly reason: string; readonly isInquiry: boolean }
  | { readonly kind: "refund_pends" }
  | { readonly kind: "refund_fails" };

export type TestCard = {
  readonly brand: string;
  readonly funding: "credit" | "debit" | "prepaid";
  readonly country: string;
  readonly behaviour: CardBehaviour;
};

const visa = { brand: "visa", funding: "credit", country: "US" } as const;

function pays(facts: Partial<Omit<TestCard, "behaviour">> = {}): TestCard {
  return { ...visa, ...facts, behaviour: { kind: "pays" } };
}

function declines(code: string, declineCode: string | null, message: string): TestCard {
  return { ...visa, behaviour: { kind: "declines", decline: { code, declineCode, message } } };
}

function disputes(reason: string, isInquiry = false): TestCard {
  return { ...visa, behaviour: { kind: "disputes", reason, isInquiry } };
}

const declined = "Your card was declined.";

/** docs.stripe.com/testing: cards by brand and country, declined payments, fraud, disputes, refunds, balance. */
const cards: Readonly<Record<string, TestCard>> = {
  "4242424242424242": pays(),
  "4000056655665556": pays({ funding: "debit" }),
  "5555555555554444": pays({ brand: "mastercard" }),
  "2223003122003222": pays({ brand: "mastercard" }),
  "5200828282828210": pays({ brand: "mastercard", funding: "debit" }),
  "5105105105105100": pays({ brand: "mastercard", funding: "prepaid" }),
  "378282246310005": pays({ brand: "amex" }),
  "371449635398431": pays({ brand: "amex" }),
  "6011111111111117": pays({ brand: "discover" }),
  "6011000990139424": pays({ brand: "discover" }),
  "6011981111111113": pays({ brand: "discover", funding: "debit" }),
  "3056930009020004": pays({ brand: "diners" }),
  "36227206271667": pays({ brand: "diners" }),
  "3566002020360505": pays({ brand: "jcb", country: "JP" }),
  "6200000000000005": pays({ brand: "unionpay", country: "CN" }),
  "4000001240000000": pays({ country: "CA" }),
  "4000000760000002": pays({ country: "BR" }),
  "4000004840008001": pays({ country: "MX" }),
  "4000002760000016": pays({ country: "DE" }),
  "4000002500000003": pays({ country: "FR" }),
  "4000008260000000": pays({ country: "GB" }),
  "4000007240000007": pays({ country: "ES" }),
  "4000003800000008": pays({ country: "IT" }),
  "4000005280000002": pays({ country: "NL" }),
  "4000000360000006": pays({ country: "AU" }),
  "4000003920000003": pays({ country: "JP" }),
  "4000007020000003": pays({ country: "SG" }),
  "4000000000000077": { ...visa, behaviour: { kind: "bypasses_pending" } },
  "4000003720000278": { ...visa, country: "IE", behaviour: { kind: "bypasses_pending" } },
  "4000000000009235": pays(),
  "4000000000000002": declines("card_declined", "generic_decline", declined),
  "4000000000009995": declines("card_declined", "insufficient_funds", "Your card has insufficient funds."),
  "4000000000009987": declines("card_declined", "lost_card", declined),
  "4000000000009979": declines("card_declined", "stolen_card", declined),
  "4000000000000341": declines("card_declined", "generic_decline", declined),
  "4000000000000069": declines("expired_card", null, "Your card has expired."),
  "4000000000000127": declines("incorrect_cvc", null, "Your card's security code is incorrect."),
  "4000000000000119": declines(
    "processing_error",
    null,
    "An error occurred while processing your card. Try again in a little bit.",
  ),
  "4000000000006975": declines(
    "card_declined",
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
  ),
  "4100000000000019": {
    ...visa,
    behaviour: {
      kind: "declines",
      decline: { code: "card_declined", declineCode: "fraudulent", message: declined },
      blocked: true,
    },
  },
  "4000000000000259": disputes("fraudulent"),
  "4000000000002685": disputes("product_not_received"),
  "4000000000001976": disputes("fraudulent", true),
  "4000000000007726": { ...visa, behaviour: { kind: "refund_pends" } },
  "4000000000005126": { ...visa, behaviour: { kind: "refund_fails" } },
};

/** Documented tokens (`tok_…`) and payment methods (`pm_card_…`) by what both end in. */
const numbersByName: Readonly<Record<string, string>> = {
  visa: "4242424242424242",
  visa_debit: "4000056655665556",
  mastercard: "5555555555554444",
  mastercard_debit: "5200828282828210",
  mastercard_prepaid: "5105105105105100",
  amex: "378282246310005",
  discover: "6011111111111117",
  diners: "3056930009020004",
  jcb: "3566002020360505",
  unionpay: "6200000000000005",
  us: "4242424242424242",
  br: "4000000760000002",
  ca: "4000001240000000",
  mx: "4000004840008001",
  de: "4000002760000016",
  fr: "4000002500000003",
  gb: "4000008260000000",
  es: "4000007240000007",
  it: "4000003800000008",
  nl: "4000005280000002",
  au: "4000000360000006",
  jp: "4000003920000003",
  sg: "4000007020000003",
  bypassPending: "4000000000000077",
  bypassPendingInternational: "4000003720000278",
  riskLevelElevated: "4000000000009235",
  radarBlock: "4100000000000019",
  chargeCustomerFail: "4000000000000341",
  chargeDeclined: "4000000000000002",
  chargeDeclinedInsufficientFunds: "4000000000009995",
  chargeDeclinedLostCard: "4000000000009987",
  chargeDeclinedStolenCard: "4000000000009979",
  chargeDeclinedExpiredCard: "4000000000000069",
  chargeDeclinedIncorrectCvc: "4000000000000127",
  chargeDeclinedProcessingError: "4000000000000119",
  chargeDeclinedFraudulent: "4100000000000019",
  chargeDeclinedVelocityLimitExceeded: "4000000000006975",
  createDispute: "4000000000000259",
  createDisputeProductNotReceived: "4000000000002685",
  createDisputeInquiry: "4000000000001976",
  pendingRefund: "4000000000007726",
  refundFail: "4000000000005126",
};

/** The card of a number that Stripe documents for tests; undefined for any other. */
export function testCard(number: string): TestCard | undefined {
  return Object.hasOwn(cards, number) ? cards[number] : undefined;
}

/**
 * The number behind `tok_…` or `pm_card_…`; undefined when Stripe documents no such name. The declining ones go by
 * both spellings, `tok_chargeDeclined` and `tok_visa_chargeDeclined`.
 */
export function numberNamed(name: string): string | undefined {
  const stem = /^(?:tok|pm_card)_(?:visa_(?=charge))?(\w+)$/.exec(name)?.[1] ?? "";
  return Object.hasOwn(numbersByName, stem) ? numbersByName[stem] : undefined;
}
