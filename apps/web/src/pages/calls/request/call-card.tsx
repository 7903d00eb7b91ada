import { Card, Title } from "@mantine/core";
import { Amount, DoneNote, Instant, StatusBadge, type Definition, type StatusTone } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { useTokenWords } from "../../wallet/use-token-words.ts";
import { CallActions } from "./call-actions.tsx";
import type { CallStatus } from "../calls-search.ts";
import classes from "../calls.module.css";
import type { CallAction, DoneCall, ShownCall } from "./shown-call.ts";

/** What waits for the viewer stands out; what waits for the other one does not. */
const toneOf = {
  received: {
    asked: "attention",
    accepted: "attention",
    declined: "neutral",
    canceled: "neutral",
    completed: "good",
    expired: "neutral",
  },
  made: {
    asked: "waiting",
    accepted: "waiting",
    declined: "neutral",
    canceled: "neutral",
    completed: "good",
    expired: "neutral",
  },
} as const satisfies Record<ShownCall["side"], Record<CallStatus, StatusTone>>;

export type CallCardProps = {
  readonly call: ShownCall;
  /** What the viewer has just done with it; null: nothing. */
  readonly done: CallAction | null;
  readonly onDone: (done: DoneCall | null) => void;
};

/** Of the heading, which takes the focus when what was done takes its button away. */
export function headingIdOf(callId: string): string {
  return `call-${callId}`;
}

/** One request: who, for how much, how it stands, and what can be done about it. */
export function CallCard({ call, done, onDone }: CallCardProps) {
  const { t } = useTranslation("calls");
  const facts = useFacts(call);
  return (
    <Card component="article" aria-labelledby={headingIdOf(call.id)}>
      <div className={classes["head"]}>
        <Title order={2} size="h3" id={headingIdOf(call.id)} tabIndex={-1}>
          {call.person}
        </Title>
        <StatusBadge tone={toneOf[call.side][call.status]}>{t(`status.${call.status}`)}</StatusBadge>
      </div>
      <dl className={classes["facts"]}>
        {facts.map(({ term, description, width = "usual" }) => (
          <div key={term} data-width={width}>
            <dt>{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <CallActions call={call} onDone={onDone} />
      <DoneNote>{done === null ? null : t(`${done}.done`)}</DoneNote>
    </Card>
  );
}

type Fact = Definition & {
  /** `whole`: a line of its own, for what people wrote. */
  readonly width?: "usual" | "whole";
};

function useFacts(call: ShownCall): readonly Fact[] {
  const { t } = useTranslation("calls");
  const words = useTokenWords();
  const { currency, netMinor, status, requestedAt, decidedAt, completedAt, declineReason, note, expiresAt } =
    call;
  const price = `${words.tokens(call.tokens)} (${words.money(call.grossMinor, currency)})`;
  const written = (term: string, text: string): Fact => ({
    term,
    description: <Written text={text} />,
    width: "whole",
  });
  const instant = (term: string, at: Date): Fact => ({ term, description: <Instant at={at} utc="below" /> });
  return [
    { term: t(call.side === "received" ? "offer" : "price"), description: price },
    ...(netMinor === null
      ? []
      : [
          {
            term: t(status === "completed" ? "yourShareEarned" : "yourShare"),
            description: <Amount amountMinor={netMinor} currency={currency} />,
          },
        ]),
    // The latest steps only: what led to them is told by the notifications.
    ...(status === "accepted" ? [] : [instant(t("requested"), requestedAt)]),
    ...(decidedAt === null || status === "asked" || status === "completed"
      ? []
      : [instant(t(`decided.${status}`), decidedAt)]),
    ...(expiresAt === null ? [] : [instant(t(status === "asked" ? "answerBy" : "completeBy"), expiresAt)]),
    ...(completedAt === null ? [] : [instant(t("completed"), completedAt)]),
    ...(note === "" ? [] : [written(t("note"), note)]),
    ...(declineReason === null ? [] : [written(t("reason"), declineReason)]),
  ];
}

function Written({ text }: { text: string }) {
  return (
    <span className={classes["text"]} dir="auto">
      {text}
    </span>
  );
}
