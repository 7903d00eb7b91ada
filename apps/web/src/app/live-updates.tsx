import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnectionState } from "./boot/connection-context.ts";
import { bringUpToDate, type ChangedArea } from "./live/changed-areas.ts";
import { followChanges, type Place } from "./live/follow-changes.ts";
import classes from "./live/live-updates.module.css";
import { useIsWatched } from "./live/use-is-watched.ts";
import { useTRPC, useTRPCClient } from "./trpc.ts";

/** What changes within one moment is asked for together. */
const gatherMs = 60;
/** A connection that comes back by then is not worth a word. */
const patienceMs = 6_000;

/** Keeps what is on the page up to date while somebody looks at it, and says so when it cannot. */
export function LiveUpdates() {
  const { t } = useTranslation("notifications");
  const connection = useConnectionState();
  const isAway = useChanges();
  // Where nothing can be reached the banner says so.
  const isTold = isAway && connection === "online";
  return (
    <div role="status" className={classes["live"]}>
      {isTold ? <p>{t("live.reconnecting")}</p> : null}
    </div>
  );
}

/** Follows the changes; whether it has not been able to for a while. */
function useChanges(): boolean {
  const client = useTRPCClient();
  const api = useTRPC();
  const queryClient = useQueryClient();
  const isWatched = useIsWatched();
  const place = useRef<Place>({ lastEventId: undefined });
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    if (!isWatched) return undefined;
    const gathered = new Set<ChangedArea>();
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const stop = followChanges(client, place.current, {
      onChange: (area) => {
        gathered.add(area);
        gathering ??= setTimeout(() => {
          gathering = undefined;
          bringUpToDate(queryClient, api, gathered);
          gathered.clear();
        }, gatherMs);
      },
      onConnected: (isConnected) => {
        clearTimeout(waiting);
        if (isConnected) setIsAway(false);
        else waiting = setTimeout(() => setIsAway(true), patienceMs);
      },
    });
    return () => {
      stop();
      clearTimeout(waiting);
      clearTimeout(gathering);
      if (gathered.size > 0) bringUpToDate(queryClient, api, gathered);
    };
  }, [isWatched, client, api, queryClient]);
  return isAway && isWatched;
}
