import { Stack, Text } from "@mantine/core";
import { formatCount } from "@payrun/catalogue/browser";
import { EmptyState, PageTitle, QueryView, Section, useViewer } from "@payrun/ui";
import { IconCoins } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { useMaybeMe } from "../../app/session/me.ts";
import { useTRPC } from "../../app/trpc.ts";
import { CallForm } from "./spend/call-form.tsx";
import type { CreatorProfile } from "./creator-profile.ts";
import classes from "./creators.module.css";
import { FollowButton } from "./follow-button.tsx";
import { TipForm } from "./spend/tip-form.tsx";

/** A creator's public profile, and what a fan can do there: follow, tip, ask for a call. */
export function CreatorPage() {
  const { t } = useTranslation("profiles");
  const { locale } = useViewer();
  const { handle } = useParams({ from: "/shell/creators/$handle" });
  const trpc = useTRPC();
  const creator = useQuery(trpc.profiles.creator.queryOptions({ handle }));
  const { data } = creator;
  const followers =
    data &&
    t("creator.followers", { count: data.followerCount, followers: formatCount(locale, data.followerCount) });
  return (
    <>
      <PageTitle
        title={data?.displayName ?? t("creator.title")}
        description={
          data === undefined ? undefined : (
            <>
              <bdi>{data.handle}</bdi> · {followers}
            </>
          )
        }
      >
        {data === undefined ? undefined : <FollowHere creator={data} />}
      </PageTitle>
      <QueryView query={creator}>
        {(profile) => (
          <Stack gap="lg" key={profile.handle}>
            <About creator={profile} />
            <Actions creator={profile} />
          </Stack>
        )}
      </QueryView>
    </>
  );
}

/** Nobody follows herself, and only fans and creators follow. */
function FollowHere({ creator }: { creator: CreatorProfile }) {
  const me = useMaybeMe();
  if (me === null || creator.isMe) return null;
  return (
    <FollowButton
      key={creator.handle}
      handle={creator.handle}
      displayName={creator.displayName}
      isFollowed={creator.isFollowedByMe}
    />
  );
}

function About({ creator }: { creator: CreatorProfile }) {
  const { t } = useTranslation("profiles");
  const { biography, displayName, isMe } = creator;
  return (
    <Section title={t("creator.aboutTitle")}>
      {biography === "" ? (
        <Text c="dimmed">{t("creator.nothingWritten", { name: displayName })}</Text>
      ) : (
        <p className={classes["text"]} dir="auto">
          {biography}
        </p>
      )}
      {isMe ? (
        <Text c="dimmed" mt="md">
          {t("creator.isMe")}{" "}
          <RealLink to="/settings" hash="profile">
            {t("creator.edit")}
          </RealLink>
        </Text>
      ) : null}
    </Section>
  );
}

function Actions({ creator }: { creator: CreatorProfile }) {
  const { t } = useTranslation("profiles");
  const me = useMaybeMe();
  const canSpend = creator.payableWith.some(({ spendableTokens }) => spendableTokens > 0n);
  // Whoever has just spent the last ones still sees what she did.
  const [couldSpend] = useState(canSpend);
  if (creator.isMe) return null;
  if (me === null) return <SignInFirst name={creator.displayName} />;
  if (!canSpend && !couldSpend) {
    return (
      <Section title={t("tip.title")}>
        <EmptyState
          icon={IconCoins}
          title={t("noTokens.title")}
          text={t("noTokens.text")}
          action={
            <ButtonLink to="/wallet" variant="default">
              {t("noTokens.toWallet")}
            </ButtonLink>
          }
        />
      </Section>
    );
  }
  return (
    <div className={classes["actions"]}>
      <TipForm creator={creator} />
      <CallForm creator={creator} />
    </div>
  );
}

function SignInFirst({ name }: { name: string }) {
  const { t } = useTranslation("profiles");
  const { href } = useLocation();
  return (
    <EmptyState
      title={t("creator.signInToAct", { name })}
      action={
        <ButtonLink to="/sign-in" search={{ next: href }}>
          {t("creator.signIn")}
        </ButtonLink>
      }
    />
  );
}
