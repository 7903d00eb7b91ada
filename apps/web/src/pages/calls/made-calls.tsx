import { EmptyState } from "@payrun/ui";
import { IconPhone } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CallRequests } from "./call-requests.tsx";

/** What the viewer asked of creators. */
export function MadeCalls() {
  const { t } = useTranslation("calls");
  const { status } = useSearch({ from: "/shell/member/calls" });
  const trpc = useTRPC();
  const calls = useInfiniteQuery(
    trpc.calls.made.infiniteQueryOptions({ status }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <CallRequests
      query={calls}
      shown={({ creator: { handle, displayName }, ...call }) => ({
        ...call,
        side: "made",
        name: displayName,
        netMinor: null,
        person: (
          <RealLink to="/creators/$handle" params={{ handle }}>
            <bdi>{displayName}</bdi>
          </RealLink>
        ),
      })}
      empty={
        <EmptyState
          icon={IconPhone}
          title={t("emptyMadeTitle")}
          text={t("emptyMadeText")}
          action={<ButtonLink to="/creators">{t("findCreators")}</ButtonLink>}
        />
      }
    />
  );
}
