import { useTranslation } from "react-i18next";
import type { Earning } from "./earnings-data.ts";

/** What an earning is called: what was paid for, and by whom where the fan shows a name. */
export function useEarningName(): (earning: Pick<Earning, "sourceType" | "fan">) => string {
  const { t } = useTranslation("earnings");
  return ({ sourceType, fan }) => {
    if (fan === null) return t(`table.${sourceType}`);
    const name = fan.displayName;
    return sourceType === "tip" ? t("table.tipFrom", { name }) : t("table.callWith", { name });
  };
}
