import {
  acceptCreators,
  acceptEarnings,
  acceptReversals,
  acceptTokenPurchases,
  creatorRow,
  earningRow,
  reversalRow,
  tokenPurchaseRow,
  type IntakeResult,
} from "@payrun/intake";
import type { z } from "zod";
import type { ApiDeps } from "../api-deps.ts";

export type IntakeCall = {
  /** The path under `/v1`. */
  readonly path: string;
  /** The field of the body that holds the rows. */
  readonly name: string;
  readonly summary: string;
  readonly row: z.ZodType;
  /** One row that is accepted, for the document. */
  readonly example: Readonly<Record<string, unknown>>;
  readonly accept: (deps: ApiDeps, rows: readonly unknown[]) => Promise<IntakeResult>;
};

/** The four calls of the host platform. Routes and the OpenAPI document are made from this one list. */
export const intakeCalls: readonly IntakeCall[] = [
  {
    path: "creators",
    name: "creators",
    summary: "Reports creators, new or changed. A field that is left out keeps its value; null clears it.",
    row: creatorRow,
    example: {
      sourceId: "creator-1042",
      handle: "river_sparrow",
      displayName: "River Sparrow",
      email: "river@creators.example",
      country: "PT",
      currency: "USD",
      stripeAccountId: "acct_1Nv0FGQ9RKHgCVdK",
      sanctions: "clear",
      taxForm: "complete",
      minimumMinor: { USD: 5000 },
    },
    accept: ({ db, clock }, rows) => acceptCreators({ db, now: clock.now() }, rows),
  },
  {
    path: "token-purchases",
    name: "tokenPurchases",
    summary: "Reports tokens that fans bought. Fans that are new are written down.",
    row: tokenPurchaseRow,
    example: {
      sourceId: "purchase-88123",
      fanSourceId: "fan-5512",
      tokens: 500,
      amountMinor: 2500,
      currency: "USD",
      purchasedAt: "2026-11-19T09:00:00Z",
    },
    accept: ({ db, clock }, rows) => acceptTokenPurchases({ db, now: clock.now() }, rows),
  },
  {
    path: "earnings",
    name: "earnings",
    summary: "Reports tips and calls. Each is held for the hold period, then available to its creator.",
    row: earningRow,
    example: {
      sourceType: "tip",
      sourceId: "tip-220017",
      creatorSourceId: "creator-1042",
      fanSourceId: "fan-5512",
      tokens: 100,
      grossMinor: 500,
      feeBasisPoints: 2000,
      currency: "USD",
      earnedAt: "2026-11-20T18:30:00Z",
    },
    accept: ({ db, clock, settings }, rows) =>
      acceptEarnings({ db, now: clock.now(), holdDays: settings.holdDays }, rows),
  },
  {
    path: "reversals",
    name: "reversals",
    summary:
      "Reports refunds and chargebacks of earnings or token purchases, whole or in part, and their undoing.",
    row: reversalRow,
    example: {
      sourceId: "refund-7003",
      earning: { sourceType: "tip", sourceId: "tip-220017" },
      kind: "refund",
      grossMinor: 500,
      paidAs: "tokens",
      occurredAt: "2026-11-20T19:00:00Z",
    },
    accept: ({ db, clock }, rows) => acceptReversals({ db, now: clock.now() }, rows),
  },
];
