import { PageTitle } from "@payrun/ui";
import { useTranslation } from "react-i18next";

export function FollowingPage() {
  const { t } = useTranslation();
  return <PageTitle title={t("profileMenu.following")} />;
}
