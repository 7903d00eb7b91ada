import { reasonWords } from "@payrun/catalogue/browser";
import type { PayoutReason } from "@payrun/payouts-core";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { ActionLink } from "../attention/action-link.tsx";
import type { Estimate } from "../summary-data.ts";
import classes from "./next-payout.module.css";

/** The estimate of each currency says these itself: they are about its money. */
const SAID_WITH_THE_MONEY: ReadonlySet<string> = new Set(["below_minimum", "in_debt", "nothing_available"]);

/** About this one date: what needs attention above does not tell them. */
const TOLD_ONLY_HERE: ReadonlySet<string> = new Set(["open_item_exists", "not_this_date", "unusual_amount"]);

/** What keeps her from being paid, apart from the money itself. */
export function stopsOf({ reasons }: Estimate): readonly PayoutReason[] {
  return reasons.filter(({ code }) => !SAID_WITH_THE_MONEY.has(code));
}

/** What keeps her from being paid on this date, or would hold the payout: each once. */
export function InTheWay({ estimates }: { estimates: readonly Estimate[] }) {
  const { t, i18n } = useTranslation("home");
  const viewer = useViewer();
  const stops = onceByCode(estimates.flatMap(stopsOf));
  const holds = onceByCode(estimates.flatMap(({ heldFor }) => (heldFor === null ? [] : [heldFor])));
  if (stops.length + holds.length === 0) return null;
  return (
    <ul className={classes["reasons"]}>
      {[...stops, ...holds].map((reason) => {
        const { title, explanation, action } = reasonWords(i18n, reason, viewer);
        return (
          <li key={reason.code}>
            <strong>{title}</strong>
            {holds.includes(reason) ? <p>{t("next.heldFor")}</p> : null}
            {TOLD_ONLY_HERE.has(reason.code) ? (
              <>
                <p>{explanation}</p>
                <ActionLink action={action} />
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function onceByCode(reasons: readonly PayoutReason[]): readonly PayoutReason[] {
  return [...new Map(reasons.map((reason) => [reason.code, reason])).values()];
}
