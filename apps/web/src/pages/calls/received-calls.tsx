import { EmptyState } from "@payrun/ui";
import { IconPhone } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PersonLink } from "../fans/person-link.tsx";
import { CallRequests } from "./call-requests.tsx";

/** What fans ask of the creator who looks. */
export function ReceivedCalls() {
  const { t } = useTranslation("calls");
  const { status } = useSearch({ from: "/shell/member/calls" });
  const trpc = useTRPC();
  const calls = useInfiniteQuery(
    trpc.calls.received.infiniteQueryOptions({ status }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <CallRequests
      query={calls}
      shown={({ fan, ...call }) => ({
        ...call,
        side: "received",
        name: fan.displayName ?? t("unnamedFan"),
        person: <PersonLink {...fan} />,
      })}
      empty={
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
      }
    />
  );
}
