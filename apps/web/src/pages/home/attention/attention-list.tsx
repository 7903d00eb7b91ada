import { QueryView, Section } from "@payrun/ui";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import classes from "./attention.module.css";
import { useAttentionWords, type AttentionItem } from "./use-attention-words.tsx";

type AttentionListProps = {
  /** `urgent`: what keeps her money from her, or will. `other`: what is good to know. */
  readonly part: "urgent" | "other";
};

/** What she should know or do, the most pressing first. Nothing while there is nothing: for most people that is so. */
export function AttentionList({ part }: AttentionListProps) {
  const { t } = useTranslation("home");
  const trpc = useTRPC();
  const wordsOf = useAttentionWords();
  const attention = useQuery(trpc.home.attention.queryOptions());
  if (attention.isError && attention.data === undefined && part === "urgent") {
    return (
      <Section title={t("attention.urgent")}>
        <QueryView query={attention}>{() => null}</QueryView>
      </Section>
    );
  }
  const items = (attention.data?.items ?? []).filter(
    (item) => wordsOf(item).isUrgent === (part === "urgent"),
  );
  if (items.length === 0) return null;
  return (
    <Section title={t(`attention.${part}`)}>
      <ol className={classes["list"]}>
        {items.map((item) => (
          <Item key={keyOf(item)} item={item} />
        ))}
      </ol>
    </Section>
  );
}

function Item({ item }: { item: AttentionItem }) {
  const { title, text, action, isUrgent } = useAttentionWords()(item);
  const Icon = isUrgent ? IconAlertTriangle : IconInfoCircle;
  return (
    <li className={classes["item"]} data-urgent={isUrgent}>
      <Icon size={20} stroke={1.75} aria-hidden className={classes["icon"]} />
      <div className={classes["words"]}>
        <strong>{title}</strong>
        <p>{text}</p>
      </div>
      {action === null ? null : <div className={classes["action"]}>{action}</div>}
    </li>
  );
}

/** Each thing stands there once; a debt and a returned payout once for each currency. */
function keyOf(item: AttentionItem): string {
  const about = "reason" in item ? item.reason : item;
  return `${item.code} ${about.code} ${"currency" in about ? String(about.currency) : ""}`;
}
