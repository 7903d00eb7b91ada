import { Group, Text } from "@mantine/core";
import { formatList, requirementWords } from "@payrun/catalogue/browser";
import { Instant, Section, StatusBadge, useViewer, type StatusTone } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { AccountStatus } from "../to-stripe/use-stripe-page.ts";
import classes from "./account.module.css";

type Item = AccountStatus["checklist"][number];

const tones = {
  overdue: "bad",
  due: "attention",
  checking: "waiting",
  later: "neutral",
} as const satisfies Record<Item["state"], StatusTone>;

/** What Stripe asks for, the most urgent first; what it asks for later is folded away. */
export function AccountChecklist({ status }: { status: AccountStatus }) {
  const { t } = useTranslation("getPaid");
  const now = status.checklist.filter((item) => item.state !== "later");
  const later = status.checklist.filter((item) => item.state === "later");
  if (status.standing === "none" || status.standing === "unreachable") return null;
  return (
    <Section title={t("checklist.title")}>
      {now.length === 0 ? <Text>{t("checklist.done")}</Text> : <Items items={now} />}
      {later.length === 0 ? null : (
        <details className={classes["later"]}>
          <summary>
            {t("checklist.later")} ({later.length})
          </summary>
          <Text size="sm" c="dimmed" my="xs">
            {t("checklist.laterText")}
          </Text>
          <Items items={later} />
        </details>
      )}
    </Section>
  );
}

function Items({ items }: { items: readonly Item[] }) {
  return (
    <ul className={classes["items"]}>
      {items.map((item) => (
        <ChecklistItem key={`${item.state} ${item.fields.join()}`} item={item} />
      ))}
    </ul>
  );
}

function ChecklistItem({ item }: { item: Item }) {
  const { t } = useTranslation("getPaid");
  const { kind, state, deadlineAt, refusedBecause } = item;
  return (
    <li className={classes["item"]}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{t(`checklist.kind.${kind}`)}</Text>
        <StatusBadge tone={tones[state]}>{t(`checklist.state.${state}`)}</StatusBadge>
      </Group>
      <FieldWords item={item} />
      {deadlineAt === null ? null : (
        <Text size="sm">
          {t("checklist.by")} <Instant at={deadlineAt} />
        </Text>
      )}
      {refusedBecause === null ? null : (
        <Text size="sm" className={classes["refused"] ?? ""}>
          {t("checklist.refused")} <q lang="en">{refusedBecause}</q>
        </Text>
      )}
    </li>
  );
}

/** Kinds whose title says it all, unless it is about somebody else than herself. */
const plainKinds: ReadonlySet<Item["kind"]> = new Set([
  "identity_document",
  "address_document",
  "birth_date",
  "tax_id",
  "address",
  "email",
  "phone",
  "bank_account",
  "terms",
  "representative",
  "owners",
]);

/** The single things; one that nobody has put into words keeps Stripe's name for it, readable. */
function FieldWords({ item: { kind, fields } }: { item: Item }) {
  const { i18n } = useTranslation();
  const { locale } = useViewer();
  const isAboutOthers = fields.some((field) => /^(person_|owners|directors|executives)/u.test(field));
  if (plainKinds.has(kind) && !isAboutOthers) return null;
  const words =
    kind === "other"
      ? fields.map((field) => field.replaceAll(/[._]/gu, " "))
      : [...new Set(fields.map((field) => requirementWords(i18n, field)))];
  return (
    <Text size="sm" c="dimmed">
      {formatList(locale, words)}
    </Text>
  );
}
