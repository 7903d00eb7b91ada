import { Text } from "@mantine/core";
import { formatDay, formatInstant } from "@payrun/catalogue/browser";
import { Amount, Countdown, Instant, StatusBadge, useViewer, type Column } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { Refunded, TakenOff } from "../../home/by-day/taken-off.tsx";
import type { Earning } from "../earnings-data.ts";
import { earningsSearch } from "../earnings-search.ts";
import { useEarningName } from "../use-earning-name.ts";

/** @param asOf the platform's clock when the first page was read: holds count down from it. */
export function useEarningColumns(asOf: Date | undefined): readonly Column<Earning>[] {
  const { t } = useTranslation("earnings");
  return [
    {
      key: "earned",
      header: t("table.earned"),
      names: "row",
      cell: (row) => <Earned row={row} />,
    },
    {
      key: "gross",
      header: t("table.gross"),
      align: "end",
      cell: ({ grossMinor, currency }) => <Amount amountMinor={grossMinor} currency={currency} />,
    },
    {
      key: "fee",
      header: t("table.fee"),
      align: "end",
      cell: ({ feeMinor, currency }) => <TakenOff amountMinor={feeMinor} currency={currency} />,
    },
    {
      key: "refunded",
      header: t("table.refunded"),
      align: "end",
      cell: (row) => <Refunded {...row} />,
    },
    {
      key: "net",
      header: t("table.net"),
      align: "end",
      cell: ({ netMinor, currency }) => (
        <strong>
          <Amount amountMinor={netMinor} currency={currency} />
        </strong>
      ),
    },
    {
      key: "state",
      header: t("table.state"),
      cell: (row) => <State row={row} asOf={asOf} />,
    },
  ];
}

/** What it was, and when: the way to its details. */
function Earned({ row }: { row: Earning }) {
  const { t } = useTranslation("earnings");
  const { locale, timeZone } = useViewer();
  const name = useEarningName()(row);
  const instant = formatInstant(locale, row.earnedAt, timeZone);
  return (
    <>
      <RealLink
        to="/earnings"
        search={(shown) => ({ ...earningsSearch(shown), earning: row.earningId })}
        resetScroll={false}
        aria-label={t("table.detailsOf", { what: name, instant })}
        fw={550}
      >
        {name}
      </RealLink>
      <Text component="span" display="block" size="sm" c="dimmed">
        <Instant at={row.earnedAt} utc="hint" />
      </Text>
    </>
  );
}

function State({ row, asOf }: { row: Earning; asOf: Date | undefined }) {
  const { t } = useTranslation("earnings");
  const { locale, timeZone } = useViewer();
  const { releasedAt, availableAt, refundedMinor, grossMinor } = row;
  const isAllTaken = refundedMinor === grossMinor;
  return (
    <>
      {isAllTaken ? (
        <StatusBadge tone="neutral">{t("table.takenBack")}</StatusBadge>
      ) : (
        <StatusBadge tone={releasedAt === null ? "waiting" : "good"}>
          {t(releasedAt === null ? "table.heldUntil" : "table.released")}
        </StatusBadge>
      )}
      <Text component="span" display="block" size="sm" c="dimmed" mt={2}>
        {isAllTaken ? null : releasedAt === null ? (
          <HeldUntil availableAt={availableAt} asOf={asOf} />
        ) : (
          t("table.releasedOn", { day: formatDay(locale, releasedAt, timeZone) })
        )}
        {refundedMinor > 0n && !isAllTaken ? ` · ${t("table.partlyTakenBack")}` : null}
      </Text>
    </>
  );
}

function HeldUntil({ availableAt, asOf }: { availableAt: Date; asOf: Date | undefined }) {
  const { t } = useTranslation("earnings");
  if (asOf === undefined) return <Instant at={availableAt} utc="hint" />;
  if (availableAt <= asOf) return <>{t("table.releasing")}</>;
  return (
    <>
      {t("table.available")} <Countdown until={availableAt} asOf={asOf} />
      <br />
      <Instant at={availableAt} utc="hint" />
    </>
  );
}
