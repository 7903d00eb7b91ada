import { Stack, Text } from "@mantine/core";
import { Amount, PageTitle, QueryView } from "@payrun/ui";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { FileButtons } from "./file-links.tsx";
import { BankSection } from "./one/bank-section.tsx";
import { LinesSection } from "./one/lines-section.tsx";
import { PlaceSection } from "./one/place-section.tsx";
import { ReasonSection } from "./one/reason-section.tsx";
import { TimelineSection } from "./one/timeline-section.tsx";
import type { PayoutDetail } from "./payout-data.ts";
import { PayoutStateBadge } from "./payout-state-badge.tsx";
import classes from "./payouts.module.css";
import { usePayoutDay } from "./use-payout-day.ts";

export function PayoutPage() {
  const { t } = useTranslation("payouts");
  const { payoutItemId } = useParams({ from: "/shell/member/creator/payouts/$payoutItemId" });
  const trpc = useTRPC();
  const payoutDay = usePayoutDay();
  const payout = useQuery(trpc.payouts.detail.queryOptions({ payoutItemId }));
  const day = payout.data === undefined ? null : payoutDay(payout.data.periodKey);
  const title = day === null ? t("detailTitle") : t("payoutOf", { day });
  return (
    <>
      <RealLink to="/payouts" size="sm" className={classes["back"]}>
        <IconArrowLeft size={14} aria-hidden /> {t("back")}
      </RealLink>
      <PageTitle title={title}>
        {day === null ? null : (
          <FileButtons
            path={`/api/files/payouts/${payoutItemId}`}
            csvName={t("csvOf", { day })}
            pdfName={t("pdfOf", { day })}
          />
        )}
      </PageTitle>
      <QueryView query={payout}>{(loaded) => <Payout payout={loaded} />}</QueryView>
    </>
  );
}

function Payout({ payout }: { payout: PayoutDetail }) {
  const { t } = useTranslation("payouts");
  const { amountMinor, currency, state } = payout;
  return (
    <Stack gap="lg">
      <div>
        <div className={classes["head"]}>
          <span className={classes["headAmount"]}>
            <Amount amountMinor={amountMinor} currency={currency} />
          </span>
          <PayoutStateBadge state={state} />
        </div>
        <Text c="dimmed">{t(`stateTexts.${state}`)}</Text>
      </div>
      <ReasonSection payout={payout} />
      <div className={classes["way"]}>
        <TimelineSection payout={payout} />
        <BankSection payout={payout} />
      </div>
      <LinesSection payout={payout} />
      <PlaceSection payout={payout} />
    </Stack>
  );
}
