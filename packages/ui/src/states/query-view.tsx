import { Button, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { IconCloudOff, IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "./empty-state.tsx";
import { isUnreachable, refusalOf } from "./failure.ts";
import { RefusalAlert } from "./refusal-alert.tsx";

/** The part of TanStack Query's result that is looked at: any `useQuery` will do. */
export type QueryLike<Data> = {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly fetchStatus: "fetching" | "paused" | "idle";
  readonly refetch: () => unknown;
};

export type QueryViewProps<Data> = {
  readonly query: QueryLike<Data>;
  readonly children: (data: Data) => ReactNode;
  /** What stands there while it loads, of the size of what comes; a few lines by default. */
  readonly skeleton?: ReactNode;
};

/**
 * What was asked for, or why it is not there: loading, offline, out of reach, refused, each in words. What was loaded before
 * stays when a later question fails.
 */
export function QueryView<Data>({ query, children, skeleton }: QueryViewProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.fetchStatus === "paused") return <OfflineState />;
  if (query.error === null || query.error === undefined) return <LoadingState skeleton={skeleton} />;
  return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
}

/** The state of a page that is not there yet. */
export function LoadingState({ skeleton }: { skeleton?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t("page.loading")}</VisuallyHidden>
      <div aria-hidden>
        {skeleton ?? (
          <Stack gap="sm">
            <Skeleton height={18} width="40%" />
            <Skeleton height={18} />
            <Skeleton height={18} width="75%" />
          </Stack>
        )}
      </div>
    </div>
  );
}

function OfflineState() {
  const { t } = useTranslation();
  return <EmptyState icon={IconCloudOff} title={t("page.offlineTitle")} text={t("page.offlineText")} />;
}

function FailedState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const retry = (
    <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
      {t("page.retry")}
    </Button>
  );
  if (isUnreachable(error)) {
    return (
      <EmptyState
        icon={IconCloudOff}
        title={t("page.unreachableTitle")}
        text={t("page.unreachableText")}
        action={retry}
      />
    );
  }
  const refusal = refusalOf(error);
  return (
    <Stack align="flex-start">
      <RefusalAlert error={error} />
      {/* To ask the same again would be refused again. */}
      {refusal === null || refusal.code === "unavailable" ? retry : null}
    </Stack>
  );
}
