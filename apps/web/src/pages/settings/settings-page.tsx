import { PageTitle } from "@payrun/ui";
import { useTranslation } from "react-i18next";

export function SettingsPage() {
  const { t } = useTranslation();
  return <PageTitle title={t("profileMenu.settings")} />;
}
