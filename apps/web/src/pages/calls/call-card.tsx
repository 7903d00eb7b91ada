import { Card, Title } from "@mantine/core";
import { Amount, DefinitionList, Instant, StatusBadge, type Definition, type StatusTone } from "@payrun/ui";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useTokenWords } from "../wallet/use-token-words.ts";
import { CallActions } from "./call-actions.tsx";
import type { CallStatus } from "./calls-search.ts";
import classes from "./calls.module.css";
import type { ShownCall } from "./shown-call.ts";

const toneOf = {
  asked: "waiting",
  accepted: "attention",
  declined: "neutral",
  canceled: "neutral",
  completed: "good",
} as const satisfies Record<CallStatus, StatusTone>;

/** One request: who, for how much, how it stands, and what can be done about it. */
export function CallCard({ call }: { call: ShownCall }) {
  const { t } = useTranslation("calls");
  const heading = useRef<HTMLHeadingElement>(null);
  const items = useFacts(call);
  return (
    <Card component="article" aria-labelledby={`call-${call.id}`}>
      <div className={classes["head"]}>
        <Title order={2} size="h3" id={`call-${call.id}`} ref={heading} tabIndex={-1}>
          {call.person}
        </Title>
        <StatusBadge tone={toneOf[call.status]}>{t(`status.${call.status}`)}</StatusBadge>
      </div>
      <DefinitionList items={items} />
      <CallActions call={call} returnTo={heading} />
    </Card>
  );
}

function useFacts(call: ShownCall): readonly Definition[] {
  const { t } = useTranslation("calls");
  const words = useTokenWords();
  const { currency, netMinor, status, decidedAt, completedAt, declineReason, note } = call;
  const price = `${words.tokens(call.tokens)} (${words.money(call.grossMinor, currency)})`;
  const facts: Definition[] = [{ term: t(call.side === "received" ? "offer" : "price"), description: price }];
  if (netMinor !== null) {
    facts.push({
      term: t(status === "completed" ? "yourShareEarned" : "yourShare"),
      description: <Amount amountMinor={netMinor} currency={currency} />,
    });
  }
  if (note !== "") facts.push({ term: t("note"), description: <Written text={note} /> });
  facts.push({ term: t("requested"), description: <Instant at={call.requestedAt} /> });
  if (decidedAt !== null && status !== "asked") {
    const decided = status === "completed" ? "accepted" : status;
    facts.push({ term: t(`decided.${decided}`), description: <Instant at={decidedAt} /> });
  }
  if (declineReason !== null)
    facts.push({ term: t("reason"), description: <Written text={declineReason} /> });
  if (completedAt !== null) facts.push({ term: t("completed"), description: <Instant at={completedAt} /> });
  return facts;
}

function Written({ text }: { text: string }) {
  return (
    <span className={classes["text"]} dir="auto">
      {text}
    </span>
  );
}
