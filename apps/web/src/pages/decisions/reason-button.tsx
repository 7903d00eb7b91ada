import { Group } from "@mantine/core";
import { itemReasonWords } from "@payrun/catalogue/browser";
import { CopyButton, useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { useMe } from "../../app/session/me.ts";
import { SupportLink } from "../../app/support-link.tsx";
import type { DecisionReason } from "./decision-data.ts";

export type ReasonButtonProps = {
  readonly reason: DecisionReason;
  /** Of the payout that the reason is about, where it is on another page; null: there is none, or it is this page's. */
  readonly payoutItemId: string | null;
  readonly periodKey: string;
};

const placeOf = {
  set_up_account: "/get-paid",
  complete_account: "/get-paid",
  settle_account: "/get-paid",
  reconnect_account: "/get-paid",
  finish_tax_form: "/get-paid",
  lower_minimum: "/settings",
  change_cadence: "/settings",
  resume_payouts: "/settings",
} as const;

/** The one button of a reason: to where it is cured, or, where nothing is to be done, to where she sees how it goes on. */
export function ReasonButton({ reason, payoutItemId, periodKey }: ReasonButtonProps) {
  const { t, i18n } = useTranslation("decisions");
  const viewer = useViewer();
  const { action } = itemReasonWords(i18n, reason, viewer);
  switch (action.code) {
    case "none":
      return <SeeHowItGoesOn reason={reason} payoutItemId={payoutItemId} />;
    case "contact_support":
      return <FactsForSupport code={reason.code} periodKey={periodKey} />;
    case "set_up_account":
    case "complete_account":
    case "settle_account":
    case "reconnect_account":
    case "finish_tax_form":
    case "lower_minimum":
    case "change_cadence":
    case "resume_payouts":
      return <ButtonLink to={placeOf[action.code]}>{action.label ?? t("actions.seeNext")}</ButtonLink>;
  }
}

function SeeHowItGoesOn({ reason, payoutItemId }: { reason: DecisionReason; payoutItemId: string | null }) {
  const { t } = useTranslation("decisions");
  const open = reason.code === "open_item_exists" ? reason["payoutItemId"] : null;
  if (typeof open === "string") {
    return (
      <ButtonLink to="/payouts/$payoutItemId" params={{ payoutItemId: open }} variant="default">
        {t("actions.seeOpenPayout")}
      </ButtonLink>
    );
  }
  if (payoutItemId !== null) {
    return (
      <ButtonLink to="/payouts/$payoutItemId" params={{ payoutItemId }} variant="default">
        {t("actions.seePayout")}
      </ButtonLink>
    );
  }
  const isAboutEarnings = ["nothing_available", "below_minimum", "in_debt"].includes(reason.code);
  return (
    <ButtonLink to={isAboutEarnings ? "/earnings" : "/"} variant="default">
      {t(isAboutEarnings ? "actions.seeEarnings" : "actions.seeNext")}
    </ButtonLink>
  );
}

/** Support is reached as the platform says; with these facts it finds her case at once. */
function FactsForSupport({ code, periodKey }: { code: string; periodKey: string }) {
  const { t } = useTranslation("decisions");
  const { email } = useMe();
  const facts = t("support.facts", { email, periodKey, code });
  return (
    <Group gap="sm">
      <SupportLink facts={facts} />
      <CopyButton text={facts} what={t("support.what")} />
    </Group>
  );
}
