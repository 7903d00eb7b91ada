import { Card, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { EmptyState, LoadMore, PageTitle, QueryView, StatusBadge } from "@payrun/ui";
import { IconSearch, IconUsers } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import { useTokenWords } from "../wallet/use-token-words.ts";
import { creatorsSearch } from "./creators-search.ts";
import classes from "./creators.module.css";

type Creator = Awaited<ReturnType<ApiClient["profiles"]["creators"]["query"]>>["rows"][number];

/** A person stops typing for about this long when the word is there. */
const TYPING_PAUSE_MS = 250;

/** All creators, or those whose name or handle begins as somebody types. */
export function CreatorsPage() {
  const { t } = useTranslation("profiles");
  const { search } = useSearch({ from: "/shell/creators" });
  const trpc = useTRPC();
  const creators = useInfiniteQuery(
    trpc.profiles.creators.infiniteQueryOptions(
      { search, limit: 24 },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <PageTitle title={t("directory.title")} description={t("directory.description")} />
      <SearchField />
      <QueryView query={creators}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <NobodyFound search={search} />
          ) : (
            <>
              <ul className={classes["cards"]} aria-label={t("directory.list")}>
                {rows.map((creator) => (
                  <CreatorCard key={creator.handle} creator={creator} />
                ))}
              </ul>
              <LoadMore query={creators} shownCount={rows.length} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

function SearchField() {
  const { t } = useTranslation("profiles");
  const { search } = useSearch({ from: "/shell/creators" });
  const navigate = useNavigate({ from: "/creators" });
  const [typed, setTyped] = useState(search ?? "");
  const looked = useRef(search);
  const look = useDebouncedCallback((text: string) => {
    const wanted = creatorsSearch({ search: text });
    looked.current = wanted.search;
    void navigate({ search: wanted, replace: true });
  }, TYPING_PAUSE_MS);
  // Back, forward and links change the address, too.
  useEffect(() => {
    if (search === looked.current) return;
    looked.current = search;
    setTyped(search ?? "");
  }, [search]);
  return (
    <TextInput
      type="search"
      label={t("directory.search")}
      description={t("directory.searchHint")}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={64}
      mb="lg"
      maw="28rem"
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        look(value);
      }}
    />
  );
}

function CreatorCard({ creator }: { creator: Creator }) {
  const { t } = useTranslation("profiles");
  const words = useTokenWords();
  const { handle, displayName, biography, callPriceTokens } = creator;
  return (
    <Card component="li" className={classes["card"] ?? ""}>
      <div>
        <Title order={2} size="h3">
          <RealLink to="/creators/$handle" params={{ handle }} className={classes["cardLink"] ?? ""}>
            <bdi>{displayName}</bdi>
          </RealLink>
        </Title>
        <Text size="sm" c="dimmed" truncate>
          <bdi>{handle}</bdi>
        </Text>
      </div>
      {biography === "" ? null : (
        <Text size="sm" lineClamp={3} dir="auto">
          {biography}
        </Text>
      )}
      <div className={classes["facts"]}>
        {creator.isMe ? <StatusBadge tone="neutral">{t("directory.you")}</StatusBadge> : null}
        {creator.isFollowedByMe ? <StatusBadge tone="good">{t("directory.following")}</StatusBadge> : null}
        {callPriceTokens === null ? null : (
          <Text size="sm" c="dimmed">
            {t("directory.takesCalls", { tokens: words.tokens(callPriceTokens) })}
          </Text>
        )}
      </div>
    </Card>
  );
}

function NobodyFound({ search }: { search: string | undefined }) {
  const { t } = useTranslation("profiles");
  if (search === undefined)
    return <EmptyState icon={IconUsers} title={t("directory.emptyTitle")} text={t("directory.emptyText")} />;
  return (
    <EmptyState
      icon={IconSearch}
      title={t("directory.nothingFoundTitle", { search })}
      text={t("directory.nothingFoundText")}
      action={
        <ButtonLink to="/creators" variant="default">
          {t("directory.showAll")}
        </ButtonLink>
      }
    />
  );
}
