import { useQueryClient } from "@tanstack/react-query";
import { IconCloudOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConnectionState } from "../boot/connection-context.ts";
import classes from "./app-shell.module.css";

const askAgainMs = 4_000;

/** Tells when what is on the page cannot be brought up to date, and brings it up to date when that is over. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const connection = useConnectionState();
  useEffect(() => {
    if (connection !== "unreachable") return undefined;
    const timer = setInterval(() => void queryClient.refetchQueries({ type: "active" }), askAgainMs);
    return () => clearInterval(timer);
  }, [connection, queryClient]);
  return (
    <div role="status" className={classes["connection"]}>
      {connection === "online" ? null : (
        <p>
          <IconCloudOff size={18} aria-hidden />
          {t(`connection.${connection}`)}
        </p>
      )}
    </div>
  );
}
