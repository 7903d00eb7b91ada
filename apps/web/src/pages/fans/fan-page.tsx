import { Stack, Text } from "@mantine/core";
import { formatCount, formatDay } from "@payrun/catalogue/browser";
import { PageTitle, QueryView, Section, useViewer } from "@payrun/ui";
import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../app/real-link.tsx";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import classes from "./fans.module.css";

type Fan = Awaited<ReturnType<ApiClient["profiles"]["fan"]["query"]>>;

/** What everybody sees of a fan. A fan who is a creator is shown as one. */
export function FanPage() {
  const { t } = useTranslation("profiles");
  const { locale, timeZone } = useViewer();
  const { fanId } = useParams({ from: "/shell/member/fans/$fanId" });
  const trpc = useTRPC();
  const fan = useQuery(trpc.profiles.fan.queryOptions({ fanId }));
  if (fan.data !== undefined && fan.data.handle !== null)
    return <Navigate to="/creators/$handle" params={{ handle: fan.data.handle }} replace />;
  const title = fan.data === undefined ? t("fan.title") : (fan.data.displayName ?? t("fan.unnamed"));
  const since = fan.data && t("fan.since", { day: formatDay(locale, fan.data.since, timeZone) });
  return (
    <>
      <PageTitle title={title} description={since} />
      <QueryView query={fan}>{(data) => <Followed fan={data} />}</QueryView>
    </>
  );
}

function Followed({ fan }: { fan: Fan }) {
  const { t } = useTranslation("profiles");
  const { locale } = useViewer();
  const { following, followingCount } = fan;
  const title =
    followingCount === 0
      ? t("fan.followsNobodyTitle")
      : t("fan.followsTitle", { count: followingCount, creators: formatCount(locale, followingCount) });
  return (
    <Stack gap="lg">
      {fan.isMe ? <Text c="dimmed">{t("fan.isMe")}</Text> : null}
      <Section
        title={title}
        {...(followingCount > following.length
          ? { description: t("fan.latest", { count: following.length }) }
          : {})}
      >
        {following.length === 0 ? null : (
          <ul className={classes["names"]}>
            {following.map(({ handle, displayName }) => (
              <li key={handle}>
                <RealLink to="/creators/$handle" params={{ handle }}>
                  <bdi>{displayName}</bdi>
                </RealLink>{" "}
                <Text span size="sm" c="dimmed">
                  <bdi>{handle}</bdi>
                </Text>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Stack>
  );
}
