import { Text } from "@mantine/core";
import { itemReasonWords } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { DecisionReason } from "./decision-data.ts";
import classes from "./decisions.module.css";

/** What would have kept the payout back, too; closed until somebody wants to know. */
export function FurtherReasons({ reasons }: { reasons: readonly DecisionReason[] }) {
  const { t, i18n } = useTranslation("decisions");
  const viewer = useViewer();
  return (
    <details className={classes["further"]}>
      <summary>{t("more", { count: reasons.length })}</summary>
      <Text c="dimmed" size="sm" mt="xs">
        {t("moreLead")}
      </Text>
      <ol>
        {reasons.map((reason) => {
          const { title, explanation, action } = itemReasonWords(i18n, reason, viewer);
          return (
            <li key={reason.code}>
              <strong>{title}.</strong> {explanation} {action.text}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
