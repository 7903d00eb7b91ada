import {
  formatAmount,
  formatDay,
  formatInstant,
  formatList,
  isPayoutReason,
  itemReasonWords,
  reasonWords,
  requirementWords,
} from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import type { ApiClient } from "../../../app/trpc.ts";
import { ActionLink, hasPlace } from "./action-link.tsx";

export type AttentionItem = Awaited<ReturnType<ApiClient["home"]["attention"]["query"]>>["items"][number];

type AttentionWords = {
  readonly title: string;
  readonly text: string;
  /** The one thing to do about it; null: nothing. */
  readonly action: ReactNode;
  /** It keeps her money from her, or will. */
  readonly isUrgent: boolean;
};

/** What each thing that needs attention is called, and where it is done. */
export function useAttentionWords(): (item: AttentionItem) => AttentionWords {
  const { t, i18n } = useTranslation("home");
  const viewer = useViewer();
  const { locale, timeZone } = viewer;
  const amountOf = (item: { readonly amountMinor: bigint; readonly currency: string }) =>
    formatAmount(locale, item);
  const toGetPaid = (label: string) => <RealLink to="/get-paid">{label}</RealLink>;

  return (item) => {
    switch (item.code) {
      case "reason": {
        const { title, explanation, action } = reasonWords(i18n, item.reason, viewer);
        return hasPlace(action)
          ? { title, text: explanation, action: <ActionLink action={action} />, isUrgent: true }
          : { title, text: `${explanation} ${action.text}`, action: null, isUrgent: true };
      }
      case "requirements_due": {
        const fields = formatList(locale, [
          ...new Set(item.fields.map((field) => requirementWords(i18n, field))),
        ]);
        const title =
          item.deadlineAt === null
            ? t("attention.requirements_due.titleNoDeadline")
            : t("attention.requirements_due.title", {
                deadline: formatInstant(locale, item.deadlineAt, timeZone),
              });
        const action = toGetPaid(t("attention.requirements_due.action"));
        return { title, text: t("attention.requirements_due.text", { fields }), action, isUrgent: true };
      }
      case "bank_stopped":
      case "account_restricted": {
        const { code } = item;
        const action = toGetPaid(t(`attention.${code}.action`));
        return {
          title: t(`attention.${code}.title`),
          text: t(`attention.${code}.text`),
          action,
          isUrgent: true,
        };
      }
      case "account_in_review":
        return {
          title: t("attention.account_in_review.title"),
          text: t("attention.account_in_review.text"),
          action: null,
          isUrgent: false,
        };
      case "bank_returned": {
        const because =
          item.failureCode === null
            ? t("attention.bank_returned.noCode")
            : t("attention.bank_returned.because", { code: item.failureCode.replaceAll("_", " ") });
        return {
          title: t("attention.bank_returned.title", { amount: amountOf(item) }),
          text: t("attention.bank_returned.text", { because }),
          action: toGetPaid(t("attention.bank_returned.action")),
          isUrgent: true,
        };
      }
      case "payout_stuck": {
        const { payoutItemId, periodKey, status, reason } = item;
        const day = formatDay(locale, new Date(`${periodKey}T00:00:00Z`), "UTC");
        const words = isPayoutReason(reason)
          ? reasonWords(i18n, reason, viewer)
          : itemReasonWords(i18n, reason, viewer);
        return {
          title: t(`attention.payout_stuck.${status}Title`, { amount: amountOf(item), day }),
          text: words.explanation,
          action: (
            <RealLink to="/payouts/$payoutItemId" params={{ payoutItemId }}>
              {t("attention.payout_stuck.action")}
            </RealLink>
          ),
          isUrgent: true,
        };
      }
      case "email_not_verified":
        return {
          title: t("attention.email_not_verified.title"),
          text: t("attention.email_not_verified.text", { email: item.email }),
          action: <RealLink to="/settings">{t("attention.email_not_verified.action")}</RealLink>,
          isUrgent: false,
        };
      case "calls_asked":
        return {
          title: t("attention.calls_asked.title", { count: item.count }),
          text: t("attention.calls_asked.text"),
          action: <RealLink to="/calls">{t("attention.calls_asked.action")}</RealLink>,
          isUrgent: false,
        };
    }
  };
}
