import { useTranslation } from "react-i18next";
import { CallCard } from "./request/call-card.tsx";
import classes from "./calls.module.css";
import type { ShownCall } from "./request/shown-call.ts";

/** Call requests below each other, the latest first. */
export function CallList({ calls }: { calls: readonly ShownCall[] }) {
  const { t } = useTranslation("calls");
  return (
    <ul className={classes["list"]} aria-label={t("list")}>
      {calls.map((call) => (
        <li key={call.id}>
          <CallCard call={call} />
        </li>
      ))}
    </ul>
  );
}
