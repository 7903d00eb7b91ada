import { formatCountry, formatList } from "@payrun/catalogue/browser";
import { CopyButton, DefinitionList, Section, StatusBadge, useViewer, type Definition } from "@payrun/ui";
import { Group, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SupportLink } from "../../../app/support-link.tsx";
import type { AccountStatus } from "../to-stripe/use-stripe-page.ts";

/** What her account can do at present, and when Stripe pays it out. */
export function AccountFacts({ status }: { status: AccountStatus }) {
  const { t } = useTranslation("getPaid");
  const { locale } = useViewer();
  const { stripeAccountId, country, payoutSchedule } = status;
  if (stripeAccountId === null) return null;
  const items: readonly Definition[] = [
    {
      term: t("can.receive"),
      description: <Can can={status.canReceive} isPending={status.transfers === "pending"} />,
    },
    { term: t("can.payOut"), description: <Can can={status.canPayOut} isPending={false} /> },
    ...(payoutSchedule === null
      ? []
      : [{ term: t("can.schedule"), description: <PayoutSchedule schedule={payoutSchedule} /> }]),
    ...(country === null ? [] : [{ term: t("can.country"), description: formatCountry(locale, country) }]),
    {
      term: t("can.accountId"),
      description: (
        <Group gap="xs">
          <Text span ff="monospace" size="sm" style={{ overflowWrap: "anywhere" }}>
            {stripeAccountId}
          </Text>
          <CopyButton text={stripeAccountId} what={t("can.accountId")} />
        </Group>
      ),
    },
  ];
  return (
    <Section title={t("can.title")}>
      <DefinitionList items={items} />
    </Section>
  );
}

function Can({ can, isPending }: { can: boolean; isPending: boolean }) {
  const { t } = useTranslation("getPaid");
  if (can) return <StatusBadge tone="good">{t("can.yes")}</StatusBadge>;
  if (isPending) return <StatusBadge tone="waiting">{t("can.pending")}</StatusBadge>;
  return <StatusBadge tone="bad">{t("can.no")}</StatusBadge>;
}

function PayoutSchedule({ schedule }: { schedule: NonNullable<AccountStatus["payoutSchedule"]> }) {
  const { t } = useTranslation("getPaid");
  const { locale } = useViewer();
  switch (schedule.interval) {
    case "daily":
      return t("can.daily");
    case "weekly":
      return t("can.weekly", {
        days: formatList(
          locale,
          schedule.weeklyDays.map((day) => weekday(locale, day)),
        ),
      });
    case "monthly":
      return t("can.monthly", { days: formatList(locale, schedule.monthlyDays.map(String)) });
    case "manual":
      return t("can.manual");
    default:
      return t("can.other");
  }
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

function weekday(locale: string, day: string): string {
  // The first of January 2023 was a Sunday.
  const at = new Date(Date.UTC(2023, 0, 1 + Math.max(0, weekdays.indexOf(day))));
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(at);
}

/** The host's own conditions; only where it reports them. */
export function PlatformGates({ status: { taxForm, sanctions } }: { status: AccountStatus }) {
  const { t } = useTranslation("getPaid");
  if (taxForm === null && sanctions === null) return null;
  return (
    <Section title={t("gates.title")}>
      <DefinitionList
        items={[
          ...(taxForm === null
            ? []
            : [
                {
                  term: t("gates.taxForm"),
                  description: (
                    <Gate
                      isOpen={taxForm === "complete"}
                      words={t(taxForm === "complete" ? "gates.taxComplete" : "gates.taxMissing")}
                    />
                  ),
                },
              ]),
          ...(sanctions === null
            ? []
            : [
                {
                  term: t("gates.sanctions"),
                  description: (
                    <Gate
                      isOpen={sanctions === "clear"}
                      asksSupport
                      words={t(sanctions === "clear" ? "gates.sanctionsClear" : "gates.sanctionsBlocked")}
                    />
                  ),
                },
              ]),
        ]}
      />
    </Section>
  );
}

function Gate({
  isOpen,
  words,
  asksSupport = false,
}: {
  isOpen: boolean;
  words: string;
  asksSupport?: boolean;
}) {
  return isOpen ? (
    <StatusBadge tone="good">{words}</StatusBadge>
  ) : (
    <Text>
      {words} {asksSupport ? <SupportLink /> : null}
    </Text>
  );
}

/** What Stripe does, and why it asks so much. */
export function HowItWorks() {
  const { t } = useTranslation("getPaid");
  return (
    <Section title={t("how.title")}>
      <List spacing="xs" maw="46rem">
        <List.Item>{t("how.identity")}</List.Item>
        <List.Item>{t("how.privacy")}</List.Item>
        <List.Item>{t("how.safety")}</List.Item>
      </List>
    </Section>
  );
}
