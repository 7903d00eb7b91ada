import { EmptyState, LoadMore, QueryView } from "@payrun/ui";
import { IconPhone } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PersonLink } from "../fans/person-link.tsx";
import { CallList } from "./call-list.tsx";
import { NothingInState } from "./nothing-in-state.tsx";

/** What fans ask of the creator who looks. */
export function ReceivedCalls() {
  const { t } = useTranslation("calls");
  const { status } = useSearch({ from: "/shell/member/calls" });
  const trpc = useTRPC();
  const calls = useInfiniteQuery(
    trpc.calls.received.infiniteQueryOptions({ status }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <QueryView query={calls}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        if (rows.length > 0) {
          return (
            <>
              <CallList
                calls={rows.map(({ fan, ...call }) => ({
                  ...call,
                  side: "received",
                  name: fan.displayName ?? t("unnamedFan"),
                  person: <PersonLink {...fan} />,
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
            title={t("emptyReceivedTitle")}
            text={t("emptyReceivedText")}
            action={
              <ButtonLink to="/settings" hash="profile" variant="default">
                {t("toProfileSettings")}
              </ButtonLink>
            }
          />
        );
      }}
    </QueryView>
  );
}
