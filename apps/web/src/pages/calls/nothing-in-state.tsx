import { EmptyState } from "@payrun/ui";
import { IconPhone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { callsSearch } from "./calls-search.ts";

/** The filter leaves nothing: the way out is to take it off. */
export function NothingInState() {
  const { t } = useTranslation("calls");
  return (
    <EmptyState
      icon={IconPhone}
      title={t("nothingFoundTitle")}
      action={
        <ButtonLink
          to="/calls"
          search={({ side }: { side?: "made" }) => callsSearch({ side })}
          variant="default"
        >
          {t("showAll")}
        </ButtonLink>
      }
    />
  );
}
