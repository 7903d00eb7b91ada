import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../states/refusal-alert.tsx";

/** The part of `useInfiniteQuery`'s result that is looked at. */
export type PagedQueryLike = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly error: unknown;
  readonly fetchNextPage: () => unknown;
};

/** The end of a list that comes in pages: how many are shown, and a button for more. */
export function LoadMore({ query, shownCount }: { query: PagedQueryLike; shownCount: number }) {
  const { t } = useTranslation();
  return (
    <>
      {query.isFetchNextPageError ? <RefusalAlert error={query.error} /> : null}
      <Group justify="center" mt="lg" gap="md">
        <Text role="status" size="sm" c="dimmed">
          {t("list.shown", { count: shownCount })}
        </Text>
        {query.hasNextPage ? (
          <Button
            variant="default"
            // Stays focusable while it works: a button that is disabled loses the focus.
            aria-disabled={query.isFetchingNextPage}
            onClick={() => void (query.isFetchingNextPage || query.fetchNextPage())}
          >
            {query.isFetchingNextPage ? t("list.loadingMore") : t("list.more")}
          </Button>
        ) : null}
      </Group>
    </>
  );
}
