import { PageTitle } from "@payrun/ui";
import { useTranslation } from "react-i18next";

export function WithdrawalsPage() {
  const { t } = useTranslation();
  return <PageTitle title={t("navigation.payouts")} />;
}
