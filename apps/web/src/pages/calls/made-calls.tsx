import { EmptyState, LoadMore, QueryView } from "@payrun/ui";
import { IconPhone } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CallList } from "./call-list.tsx";
import { NothingInState } from "./nothing-in-state.tsx";

/** What the viewer asked of creators. */
export function MadeCalls() {
  const { t } = useTranslation("calls");
  const { status } = useSearch({ from: "/shell/member/calls" });
  const trpc = useTRPC();
  const calls = useInfiniteQuery(
    trpc.calls.made.infiniteQueryOptions({ status }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <QueryView query={calls}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        if (rows.length > 0) {
          return (
            <>
              <CallList
                calls={rows.map(({ creator, ...call }) => ({
                  ...call,
                  side: "made",
                  name: creator.displayName,
                  netMinor: null,
                  person: (
                    <RealLink to="/creators/$handle" params={{ handle: creator.handle }}>
                      <bdi>{creator.displayName}</bdi>
                    </RealLink>
                  ),
                }))}
              />
              <LoadMore query={calls} shownCount={rows.length} />
            </>
          );
        }
        if (status !== undefined) return <NothingInState />;
        return (
          <EmptyState
            icon={IconPhone}
            title={t("emptyMadeTitle")}
            text={t("emptyMadeText")}
            action={<ButtonLink to="/creators">{t("findCreators")}</ButtonLink>}
          />
        );
      }}
    </QueryView>
  );
}
