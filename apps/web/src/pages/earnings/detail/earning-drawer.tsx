import { Drawer } from "@mantine/core";
import { QueryView } from "@payrun/ui";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import { EarningStory } from "./earning-story.tsx";

/** One earning with all that happened to it. Open while the address names one. */
export function EarningDrawer({ earningId }: { earningId: string | undefined }) {
  const { t } = useTranslation("earnings");
  const trpc = useTRPC();
  const navigate = useNavigate({ from: "/earnings" });
  const detail = useQuery(
    trpc.earnings.detail.queryOptions(earningId === undefined ? skipToken : { earningId }),
  );
  return (
    <Drawer
      opened={earningId !== undefined}
      onClose={() =>
        void navigate({ search: ({ earning: _closed, ...filter }) => filter, resetScroll: false })
      }
      position="right"
      size="lg"
      title={t("detail.heading")}
      closeButtonProps={{ "aria-label": t("detail.close") }}
    >
      {earningId === undefined ? null : (
        <QueryView query={detail}>{(data) => <EarningStory detail={data} />}</QueryView>
      )}
    </Drawer>
  );
}
