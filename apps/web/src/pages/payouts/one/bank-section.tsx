import { Text } from "@mantine/core";
import { formatAmount, formatDay } from "@payrun/catalogue/browser";
import { Amount, CopyButton, DefinitionList, Section, useViewer, type Definition } from "@payrun/ui";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { PayoutDetail } from "../payout-data.ts";
import { Copyable } from "./copyable.tsx";
import classes from "../payouts.module.css";

type BankLeg = PayoutDetail["bankLegs"][number];

/** The way from Stripe to her bank, and what her bank needs to find the money. */
export function BankSection({ payout }: { payout: PayoutDetail }) {
  const { t } = useTranslation("payouts");
  const { bankLegs, bankUnattributed, bankSchedule, paidAt } = payout;
  const [leg] = bankLegs;
  if (leg !== undefined) return <KnownLeg payout={payout} leg={leg} />;
  const text =
    paidAt === null
      ? t("bankNotYet")
      : bankUnattributed === null
        ? t(bankSchedule === null ? "bankUnknown" : `bankSchedules.${bankSchedule}`)
        : t(`bankUnattributed.${bankUnattributed}`);
  return <Section title={t("bankTitle")}>{text}</Section>;
}

function KnownLeg({ payout, leg }: { payout: PayoutDetail; leg: BankLeg }) {
  const { t } = useTranslation("payouts");
  const { locale } = useViewer();
  const { amountMinor, currency, arrivalAt, traceId, bankPayoutId, failureCode } = leg;
  const day = arrivalAt === null ? null : formatDay(locale, arrivalAt, "UTC");
  const items: Definition[] = [
    { term: t("bankFacts.status"), description: t(`bankStatus.${leg.status}`) },
    { term: t("bankFacts.amount"), description: <Amount amountMinor={amountMinor} currency={currency} /> },
    { term: t("bankFacts.arrival"), description: day ?? t("notYet") },
    {
      term: t("bankFacts.trace"),
      description:
        traceId === null ? t("bankFacts.noTrace") : <Copyable text={traceId} what={t("bankFacts.trace")} />,
    },
    ...(payout.bank === null ? [] : [{ term: t("bankFacts.bank"), description: bankName(t, payout.bank) }]),
    {
      term: t("bankFacts.stripeId"),
      description: <Copyable text={bankPayoutId} what={t("bankFacts.stripeId")} />,
    },
    ...(leg.status === "failed"
      ? [{ term: t("bankFacts.failure"), description: bankFailure(t, failureCode) }]
      : []),
  ];
  return (
    <Section
      title={t("bankTitle")}
      description={amountMinor === payout.amountMinor ? undefined : t("bankWhole")}
    >
      <DefinitionList items={items} />
      {day === null || leg.status === "failed" ? null : (
        <TellBank
          text={t(traceId === null ? "tellBankNoTrace" : "tellBank", {
            amount: formatAmount(locale, { amountMinor, currency }),
            day,
            trace: traceId ?? "",
            id: bankPayoutId,
          })}
        />
      )}
    </Section>
  );
}

function TellBank({ text }: { text: string }) {
  const { t } = useTranslation("payouts");
  return (
    <>
      <Text component="h3" fw={600} mt="lg">
        {t("tellBankTitle")}
      </Text>
      <Text c="dimmed" size="sm" mb="xs">
        {t("tellBankLead")}
      </Text>
      <blockquote className={classes["tell"]}>{text}</blockquote>
      <div>
        <CopyButton text={text} what={t("tellBankText")} />
      </div>
    </>
  );
}

type PayoutsT = TFunction<"payouts">;

function bankName(t: PayoutsT, { name, last4 }: NonNullable<PayoutDetail["bank"]>): string {
  return name === null ? t("bankFacts.bankOnly", { last4 }) : t("bankFacts.bankName", { name, last4 });
}

const knownFailures = [
  "account_closed",
  "account_frozen",
  "bank_account_restricted",
  "bank_ownership_changed",
  "could_not_process",
  "debit_not_authorized",
  "declined",
  "incorrect_account_holder_name",
  "incorrect_account_type",
  "invalid_account_number",
  "invalid_currency",
  "no_account",
] as const;

function bankFailure(t: PayoutsT, code: string | null): string {
  return t(`bankFailures.${knownFailures.find((known) => known === code) ?? "other"}`);
}
