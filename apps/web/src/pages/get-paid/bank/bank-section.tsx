import { Button, Group, Text } from "@mantine/core";
import { EmptyState, Section, StatusBadge } from "@payrun/ui";
import { IconBuildingBank, IconCreditCard, IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountStatus } from "../to-stripe/use-stripe-page.ts";
import { ChangeDestinationDialog } from "./change-destination-dialog.tsx";
import classes from "./bank.module.css";

type Bank = NonNullable<AccountStatus["banks"]>[number];

/** Where Stripe sends her money. She changes it at Stripe, once she knows what that costs. */
export function BankSection({ status }: { status: AccountStatus }) {
  const { t } = useTranslation("getPaid");
  const [isOpen, setOpen] = useState(false);
  const { banks, standing, transfers, detailsSubmitted } = status;
  // Not read yet: whether there is a bank is not known.
  if (transfers === null || standing === "unreachable") return null;
  const change = detailsSubmitted ? (
    <Button
      variant="default"
      rightSection={<IconExternalLink size={16} aria-hidden />}
      onClick={() => setOpen(true)}
    >
      {t("bank.change")}
    </Button>
  ) : null;
  return (
    <Section title={t("bank.title")} description={t("bank.description")} actions={change}>
      <Banks banks={banks} />
      <ChangeDestinationDialog
        status={status}
        leadsTo="dashboard"
        opened={isOpen}
        onClose={() => setOpen(false)}
      />
    </Section>
  );
}

function Banks({ banks }: { banks: AccountStatus["banks"] }) {
  const { t } = useTranslation("getPaid");
  if (banks === null) return <Text>{t("bank.hidden")}</Text>;
  if (banks.length === 0)
    return <EmptyState icon={IconBuildingBank} title={t("bank.none")} text={t("bank.noneText")} />;
  return (
    <ul className={classes["banks"]}>
      {banks.map((bank) => (
        <BankItem key={bank.id} bank={bank} />
      ))}
    </ul>
  );
}

function BankItem({ bank: { kind, name, last4, currency, state } }: { bank: Bank }) {
  const { t } = useTranslation("getPaid");
  const Icon = kind === "card" ? IconCreditCard : IconBuildingBank;
  return (
    <li className={classes["bank"]}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon size={24} stroke={1.5} aria-hidden className={classes["icon"]} />
        <div>
          <Text fw={600}>{name ?? t("bank.account")}</Text>
          <Text size="sm" c="dimmed">
            {t("bank.ending", { last4 })}
            {currency === null ? "" : ` · ${currency}`}
          </Text>
        </div>
      </Group>
      <StatusBadge tone={state === "usable" ? "good" : "bad"}>{t(`bank.${state}`)}</StatusBadge>
    </li>
  );
}
