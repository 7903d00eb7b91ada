import { PageTitle } from "@payrun/ui";
import { useTranslation } from "react-i18next";

export function NotificationsPage() {
  const { t } = useTranslation();
  return <PageTitle title={t("bell.quiet")} />;
}
