import { Stack } from "@mantine/core";
import { EmptyState, LoadMore, PageTitle, QueryView } from "@payrun/ui";
import { IconCalendarEvent, IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DecisionCard } from "./decision-card.tsx";
import classes from "./decisions.module.css";

export function DecisionsPage() {
  const { t } = useTranslation("decisions");
  const { show = "unpaid" } = useSearch({ from: "/shell/member/creator/why" });
  const trpc = useTRPC();
  const decisions = useInfiniteQuery(
    trpc.decisions.list.infiniteQueryOptions({ show }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <>
      <PageTitle title={t("title")} description={t("lead")} />
      <ShowSwitch show={show} />
      <QueryView query={decisions}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <NoDecisions show={show} />;
          return (
            <>
              <Stack gap="lg">
                {rows.map((decision) => (
                  <DecisionCard key={`${decision.periodKey} ${decision.currency}`} decision={decision} />
                ))}
              </Stack>
              <LoadMore query={decisions} shownCount={rows.length} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

/** Which dates are shown; kept in the address. */
function ShowSwitch({ show }: { show: "unpaid" | "all" }) {
  const { t } = useTranslation("decisions");
  return (
    <nav aria-label={t("show.label")} className={classes["switch"]}>
      <ButtonLink
        to="/why"
        search={{}}
        variant={show === "unpaid" ? "light" : "default"}
        aria-current={show === "unpaid" ? "page" : undefined}
      >
        {t("show.unpaid")}
      </ButtonLink>
      <ButtonLink
        to="/why"
        search={{ show: "all" }}
        variant={show === "all" ? "light" : "default"}
        aria-current={show === "all" ? "page" : undefined}
      >
        {t("show.all")}
      </ButtonLink>
    </nav>
  );
}

function NoDecisions({ show }: { show: "unpaid" | "all" }) {
  const { t } = useTranslation("decisions");
  return show === "all" ? (
    <EmptyState icon={IconCalendarEvent} title={t("noneTitle")} text={t("noneText")} />
  ) : (
    <EmptyState icon={IconCircleCheck} title={t("emptyTitle")} text={t("emptyText")} />
  );
}
