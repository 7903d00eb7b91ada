import type { CellSeen } from "./play-fault.ts";
import { moneyCalls, type MoneyCall } from "./money-call.ts";
import { namedStates, type NamedState, type StateName } from "./named-state.ts";
import { faultNames, type FaultName } from "./stripe-fault.ts";

/** Where one fault leads, call by call in the order of {@link moneyCalls}, and what it is called in the reason. */
type Row = { readonly code: string; readonly states: readonly StateName[] };

const reads = ["balance not read", "account not read"] as const;
const refusedReads = ["balance not read", "account unreadable"] as const;
const lookUp = "looked up again";

const noAnswer: Row = { code: "no_answer", states: [...reads, "unknown", "unknown", "unknown", lookUp] };
const inUse: Row = { ...noAnswer, code: "idempotency_key_in_use" };
const serverError: Row = { ...noAnswer, code: "api_error" };
const slowed = (code: string): Row => ({
  code,
  states: [...reads, "slowed down", "unknown", "slowed down", lookUp],
});
const refused = (code: string, state: StateName): Row => ({
  code,
  states: [...refusedReads, state, state, state, lookUp],
});

/** What every fault at every money call must come to. */
const rows: Readonly<Record<FaultName, Row>> = {
  "answer lost after success": noAnswer,
  "reset before": noAnswer,
  "reset after": noAnswer,
  "500 without effect": serverError,
  "500 with effect": noAnswer,
  "saved 500 without effect": {
    code: "api_error",
    states: [...reads, "unknown, replayed", "unknown, replayed", "unknown, replayed", lookUp],
  },
  "saved 500 with effect": serverError,
  "409 in use": inUse,
  "400 key mismatch": {
    code: "idempotency_error",
    states: [...refusedReads, "used key", "two people", "used key", lookUp],
  },
  "429 global-rate": slowed("rate_limit"),
  "429 endpoint-rate": slowed("rate_limit"),
  "429 global-concurrency": slowed("rate_limit"),
  "429 endpoint-concurrency": slowed("rate_limit"),
  "429 resource-specific": slowed("rate_limit"),
  lock_timeout: slowed("lock_timeout"),
  balance_insufficient: {
    code: "balance_insufficient",
    states: [...refusedReads, "waits for funds", "waits for funds", "waits for funds", lookUp],
  },
  insufficient_capabilities_for_transfer: refused(
    "insufficient_capabilities_for_transfer",
    "held by a refusal",
  ),
  account_invalid: {
    code: "account_invalid",
    states: [...refusedReads, "account out of reach", "unknown", "account out of reach", lookUp],
  },
  "broken JSON": noAnswer,
  "silence before": noAnswer,
  "silence after": noAnswer,
  "401 revoked key": {
    code: "invalid_request_error",
    states: [...reads, "key refused", "unknown", "key refused", lookUp],
  },
  "another amount": {
    code: "answer_mismatch",
    states: [
      "believed short",
      "not affected",
      "contradiction",
      "not affected",
      "contradiction",
      "two people",
    ],
  },
  "unmapped code": refused("moon_in_retrograde", "failed for an admin"),
};

/** What a cell must come to. */
export function expectedAt(fault: FaultName, call: MoneyCall): CellSeen {
  const { code } = rows[fault];
  const { state, end } = stateAt(fault, call);
  const attemptNo = call === "submit of a retry" ? 2 : 1;
  const filled = state
    .replace("{n}", String(attemptNo))
    .replace("{next}", String(attemptNo + 1))
    .replace("{code}", code);
  return { state: filled, end: end.replace("{code}", code) };
}

function stateAt(fault: FaultName, call: MoneyCall): NamedState {
  return namedStates[nameAt(fault, call)];
}

function nameAt(fault: FaultName, call: MoneyCall): StateName {
  const name = rows[fault].states[moneyCalls.indexOf(call)];
  if (name === undefined) throw new Error(`nothing is expected of ${fault} at ${call}`);
  return name;
}

/** Both tables in Markdown, as `docs/reliability.md` has them. */
export function expectedStatesInWords(): string {
  const cells = faultNames.map((fault) => [fault, ...moneyCalls.map((call) => nameAt(fault, call))]);
  const words = Object.entries(namedStates).map(([name, { state, nextStep, end }]) => [
    name,
    `\`${state}\``,
    nextStep,
    `\`${end}\``,
  ]);
  return [
    ...table(["fault", ...moneyCalls], cells),
    "",
    ...table(["name", "state right after", "next step", "once the fault is gone"], words),
  ].join("\n");
}

function table(head: readonly string[], body: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);
}
