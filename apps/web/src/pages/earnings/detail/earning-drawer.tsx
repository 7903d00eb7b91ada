import { Drawer } from "@mantine/core";
import { QueryView } from "@payrun/ui";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import classes from "./detail.module.css";
import { EarningStory } from "./earning-story.tsx";

/**
 * One earning with all that happened to it. Open while the address names one. Its head is no `header`: that would be a
 * second banner of the page.
 */
export function EarningDrawer({ earningId }: { earningId: string | undefined }) {
  const { t } = useTranslation("earnings");
  const trpc = useTRPC();
  const navigate = useNavigate({ from: "/earnings" });
  const detail = useQuery(
    trpc.earnings.detail.queryOptions(earningId === undefined ? skipToken : { earningId }),
  );
  const close = () =>
    void navigate({ search: ({ earning: _closed, ...filter }) => filter, resetScroll: false });
  return (
    <Drawer.Root opened={earningId !== undefined} onClose={close} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes["head"]}>
          <Drawer.Title className={classes["title"]}>{t("detail.heading")}</Drawer.Title>
          <Drawer.CloseButton aria-label={t("detail.close")} />
        </div>
        <Drawer.Body>
          {earningId === undefined ? null : (
            <QueryView query={detail}>{(data) => <EarningStory detail={data} />}</QueryView>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
