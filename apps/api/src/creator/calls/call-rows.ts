import { callStatuses, readOperatorSettings, type CallRequest, type Sql } from "@payrun/db";
import { callExpiresAt, splitGross } from "@payrun/payouts-core";
import { z } from "zod";

const minorUnits = "Minor units of `currency`.";

/** What both sides see of a call request. */
const callRow = z.object({
  id: z.uuid(),
  status: z.enum(callStatuses),
  tokens: z.bigint(),
  grossMinor: z.bigint().describe(`What the tokens are worth, fixed when it was asked. ${minorUnits}`),
  currency: z.string().describe("ISO 4217."),
  note: z.string().describe("What the fan wrote."),
  requestedAt: z.date(),
  decidedAt: z
    .date()
    .nullable()
    .describe("Last accepted, declined or canceled, or expired; null while it is asked."),
  declineReason: z.string().nullable(),
  completedAt: z.date().nullable(),
  expiresAt: z
    .date()
    .nullable()
    .describe("Until then it must be answered, or completed; null: it has ended."),
});

/** As the creator sees it who is asked. */
export const receivedCall = callRow.extend({
  netMinor: z
    .bigint()
    .nullable()
    .describe(`Her share: earned, or to be earned at the present fee; null: neither. ${minorUnits}`),
  fan: z.object({
    fanId: z.uuid(),
    displayName: z.string().nullable(),
    handle: z.string().nullable().describe("Set where the fan is a creator herself."),
  }),
});

/** As the fan sees it who asked. */
export const madeCall = callRow.extend({
  creator: z.object({ handle: z.string(), displayName: z.string() }),
});

/** @param feeBasisPoints the platform's fee now. */
export function asReceived(call: CallRequest, feeBasisPoints: number): z.output<typeof receivedCall> {
  const { fanId, fanName, fanHandle, grossMinor } = call;
  const isOpen = call.status === "asked" || call.status === "accepted";
  return {
    ...shared(call),
    netMinor: isOpen ? splitGross({ grossMinor, feeBasisPoints }).netMinor : call.netMinor,
    fan: { fanId, displayName: fanName, handle: fanHandle },
  };
}

export function asMade(call: CallRequest): z.output<typeof madeCall> {
  return { ...shared(call), creator: { handle: call.creatorHandle, displayName: call.creatorName } };
}

export async function presentFee(sql: Sql): Promise<number> {
  return (await readOperatorSettings(sql)).platformFeeBasisPoints;
}

function shared(call: CallRequest): z.output<typeof callRow> {
  return {
    id: call.id,
    status: call.status,
    tokens: call.tokens,
    grossMinor: call.grossMinor,
    currency: call.currency,
    note: call.note,
    requestedAt: call.requestedAt,
    decidedAt: call.decidedAt,
    declineReason: call.declineReason,
    completedAt: call.completedAt,
    expiresAt: callExpiresAt(call),
  };
}
