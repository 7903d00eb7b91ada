import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconPoint,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./values.module.css";

export type StatusTone = "good" | "waiting" | "attention" | "bad" | "neutral";

const icons = {
  good: IconCircleCheck,
  waiting: IconClock,
  attention: IconAlertTriangle,
  bad: IconCircleX,
  neutral: IconPoint,
} as const satisfies Record<StatusTone, TablerIcon>;

/** A state in words, with a shape and a colour that say the same. */
export function StatusBadge({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className={classes["badge"]} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {children}
    </span>
  );
}
