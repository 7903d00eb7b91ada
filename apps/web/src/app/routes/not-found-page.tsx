import { EmptyState, PageTitle } from "@payrun/ui";
import { IconMapQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../real-link.tsx";

/** For addresses that lead nowhere, and for what is not there or not the visitor's. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("page.notFoundTitle")} />
      <EmptyState
        icon={IconMapQuestion}
        title={t("page.notFoundText")}
        action={<ButtonLink to="/">{t("page.toHome")}</ButtonLink>}
      />
    </>
  );
}
