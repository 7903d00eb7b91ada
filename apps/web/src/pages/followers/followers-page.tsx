import { PageTitle } from "@payrun/ui";
import { useTranslation } from "react-i18next";

export function FollowersPage() {
  const { t } = useTranslation();
  return <PageTitle title={t("profileMenu.followers")} />;
}
