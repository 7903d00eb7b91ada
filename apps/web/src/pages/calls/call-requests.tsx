import { DoneNote, LoadMore, QueryView, type PagedQueryLike, type QueryLike } from "@payrun/ui";
import type { InfiniteData } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./calls.module.css";
import { NothingInState } from "./nothing-in-state.tsx";
import { CallCard, headingIdOf } from "./request/call-card.tsx";
import type { DoneCall, ShownCall } from "./request/shown-call.ts";

export type CallRequestsProps<Row> = {
  readonly query: PagedQueryLike & QueryLike<InfiniteData<{ readonly rows: readonly Row[] }>>;
  readonly shown: (row: Row) => ShownCall;
  /** Where there is no request at all. */
  readonly empty: ReactNode;
};

/**
 * Call requests below each other, the latest first. What was done with one is told at its card, or, where the filter has
 * taken the card away, above the others; the focus goes with it.
 */
export function CallRequests<Row>({ query, shown, empty }: CallRequestsProps<Row>) {
  const { t } = useTranslation("calls");
  const { status } = useSearch({ from: "/shell/member/calls" });
  const calls = query.data?.pages.flatMap((page) => page.rows.map(shown)) ?? [];
  const { region, done, isGone, setDone } = useDone(calls);
  return (
    <div ref={region} tabIndex={-1} className={classes["region"]}>
      <DoneNote>{done !== null && isGone ? t(`${done.action}.done`) : null}</DoneNote>
      <QueryView query={query}>
        {() => {
          if (calls.length === 0) return status === undefined ? empty : <NothingInState />;
          return (
            <>
              <ul className={classes["list"]} aria-label={t("list")}>
                {calls.map((call) => (
                  <li key={call.id}>
                    <CallCard
                      call={call}
                      done={done !== null && done.callId === call.id ? done.action : null}
                      onDone={setDone}
                    />
                  </li>
                ))}
              </ul>
              <LoadMore query={query} shownCount={calls.length} />
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

function useDone(calls: readonly ShownCall[]) {
  const region = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<DoneCall | null>(null);
  const isGone = done !== null && calls.every(({ id }) => id !== done.callId);
  useEffect(() => {
    if (done === null) return;
    // The button that was pressed has left, with its card or alone.
    const heading = isGone ? null : document.getElementById(headingIdOf(done.callId));
    (heading ?? region.current)?.focus();
  }, [done, isGone]);
  return { region, done, isGone, setDone };
}
