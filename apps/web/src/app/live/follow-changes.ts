import { refusalOf } from "@payrun/ui";
import type { ApiClient } from "../trpc.ts";
import type { ChangedArea } from "./changed-areas.ts";

/** Where a page is in its changes, over all its connections. */
export type Place = { lastEventId: string | undefined };

export type Hearing = {
  readonly onChange: (area: ChangedArea) => void;
  readonly onConnected: (isConnected: boolean) => void;
};

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Follows what changes, from where this page was before. The browser itself comes back after a lost connection; where it
 * gives up (a server that answers something else), this does, ever more patiently.
 *
 * @returns stops.
 */
export function followChanges(
  client: ApiClient,
  place: Place,
  { onChange, onConnected }: Hearing,
): () => void {
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let stop = (): void => undefined;
  const again = (): void => {
    onConnected(false);
    if (stopped) return;
    timer = setTimeout(connect, pauseMs * (0.5 + Math.random()));
    pauseMs = Math.min(2 * pauseMs, longestPauseMs);
  };
  function connect(): void {
    const { lastEventId } = place;
    const subscription = client.live.changes.subscribe(
      lastEventId === undefined ? undefined : { lastEventId },
      {
        onConnectionStateChange: ({ state }) => onConnected(state === "pending"),
        onData: ({ id, data }) => {
          pauseMs = firstPauseMs;
          place.lastEventId = id;
          onChange(data.area);
        },
        onError: (error) => {
          // Any question that the page asks now leads to the sign-in.
          if (refusalOf(error)?.code === "not_signed_in") onChange("everything");
          again();
        },
        onComplete: again,
      },
    );
    stop = () => subscription.unsubscribe();
  }
  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}
