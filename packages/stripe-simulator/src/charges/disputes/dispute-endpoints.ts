import { badRequest, noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { expandableList } from "../../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../../protocol/listing.ts";
import { mergeMetadata, metadata } from "../../protocol/parameters/metadata.ts";
import {
  anything,
  boolean,
  clearableText,
  oneOf,
  optional,
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";
import { platform } from "../../state/rows.ts";
import { expandableDispute } from "../../transfers/expandable-transfer.ts";
import type { DisputeRow } from "../charge-rows.ts";
import { announceDispute, closeDispute } from "./change-dispute.ts";
import { evidenceNames, renderDispute } from "./render-dispute.ts";

/** docs.stripe.com/api/disputes/update: all text of the evidence together. */
const evidenceLengthMax = 150_000;

export const retrieveDispute = endpoint({
  method: "GET",
  path: "/v1/disputes/:id",
  connected: true,
  expandable: expandableDispute,
  parameters: { expand: optional(anything) },
  handle: (call) => renderDispute(call.world.state, disputeOfPath(call), call.nowSeconds),
});

export const listDisputes = endpoint({
  method: "GET",
  path: "/v1/disputes",
  connected: true,
  expandable: expandableList(expandableDispute),
  parameters: {
    ...pagingInTime,
    charge: optional(text()),
    expand: optional(anything),
    payment_intent: optional(text()),
  },
  handle: ({ account, world: { state }, nowSeconds }, { charge, payment_intent: intent, ...request }) => {
    const owner = account?.id ?? platform;
    const matches = (row: DisputeRow): boolean =>
      row.owner === owner &&
      (intent === undefined || state.charges.get(row.charge)?.paymentIntent === intent);
    const rows = charge === undefined ? state.disputes.rows : state.disputes.of(charge);
    const find = (id: string): DisputeRow | undefined => state.disputes.get(id);
    const page = pageOf({ rows, noun: "dispute", find, matches }, request);
    return listObject(page, "/v1/disputes", (row) => renderDispute(state, row, nowSeconds));
  },
});

const evidence = shapeOf({
  ...Object.fromEntries(evidenceNames.map((name) => [name, optional(clearableText(20_000))])),
  appeal: optional(anything),
  enhanced_evidence: optional(anything),
});

/** `POST /v1/disputes/:id`: evidence is submitted to the bank unless `submit` is false. */
export const updateDispute = endpoint({
  method: "POST",
  path: "/v1/disputes/:id",
  connected: true,
  expandable: expandableDispute,
  parameters: {
    evidence: optional(evidence),
    expand: optional(anything),
    intended_submission_method: optional(
      oneOf("manual", "prefer_manual", "prefer_smart_disputes", "smart_disputes"),
    ),
    metadata: optional(metadata),
    submit: optional(boolean),
  },
  handle: (call, values) => {
    const { world } = call;
    const row = disputeOfPath(call);
    const merged = mergeMetadata(row.metadata, values.metadata);
    const given = mergedEvidence(row, values.evidence ?? {});
    const submits = values.submit ?? values.evidence !== undefined;
    const concernsEvidence = values.evidence !== undefined || values.submit === true;
    if (concernsEvidence && !row.status.endsWith("needs_response")) {
      throw badRequest(undefined, `Evidence cannot be changed: this dispute has a status of ${row.status}.`);
    }
    const before = renderDispute(world.state, row, call.nowSeconds);
    row.metadata = merged;
    row.evidence = given;
    row.intendedSubmissionMethod = values.intended_submission_method ?? row.intendedSubmissionMethod;
    if (submits) submit(call, row);
    world.state.disputes.put(row);
    announceDispute(world, row, "charge.dispute.updated", before, call);
    return renderDispute(world.state, row, call.nowSeconds);
  },
});

function submit({ world, nowSeconds }: Call, row: DisputeRow): void {
  row.status = row.isInquiry ? "warning_under_review" : "under_review";
  row.submissionCount += 1;
  row.submissionMethod = "manual";
  const id = `evidence|${row.id}`;
  world.state.agenda.put({ id, kind: "dispute-evidence", subject: row.id, dueSeconds: nowSeconds });
}

function mergedEvidence(row: DisputeRow, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = evidenceNames.flatMap((name): [string, string][] => {
    const value = given[name] === undefined ? row.evidence[name] : given[name];
    return typeof value === "string" ? [[name, value]] : [];
  });
  const length = texts.reduce((total, [, value]) => total + value.length, 0);
  if (length > evidenceLengthMax) {
    const message = `Evidence cannot have more than ${evidenceLengthMax} characters in total.`;
    throw badRequest(undefined, message, "evidence");
  }
  return Object.fromEntries(texts);
}

/** `POST /v1/disputes/:id/close`: gives the dispute up; there is no way back. */
export const closeDisputeEndpoint = endpoint({
  method: "POST",
  path: "/v1/disputes/:id/close",
  connected: true,
  expandable: expandableDispute,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const row = disputeOfPath(call);
    closeDispute(call.world, row, row.isInquiry ? "warning_closed" : "lost", call);
    return renderDispute(call.world.state, row, call.nowSeconds);
  },
});

function disputeOfPath({ account, world, path }: Call): DisputeRow {
  const id = path["id"] ?? "";
  const row = world.state.disputes.get(id);
  if (row === undefined || row.owner !== (account?.id ?? platform)) throw noSuch("dispute", id);
  return row;
}
