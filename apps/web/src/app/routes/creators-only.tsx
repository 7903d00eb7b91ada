import { EmptyState, PageTitle } from "@payrun/ui";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../real-link.tsx";
import { useMe } from "../session/me.ts";

/** Around the pages about what is earned and paid: a fan who comes here learns what they are. */
export function CreatorsOnly() {
  const { t } = useTranslation();
  const me = useMe();
  if (me.role === "creator") return <Outlet />;
  return (
    <>
      <PageTitle title={t("page.creatorsOnlyTitle")} />
      <EmptyState
        title={t("page.creatorsOnlyText")}
        action={<ButtonLink to="/creators">{t("page.toCreators")}</ButtonLink>}
      />
    </>
  );
}
