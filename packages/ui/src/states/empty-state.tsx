import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./states.module.css";

export type EmptyStateProps = {
  readonly icon?: TablerIcon;
  readonly title: ReactNode;
  /** Why there is nothing, and when there will be. */
  readonly text?: ReactNode;
  /** The one thing to do about it. */
  readonly action?: ReactNode;
};

/** Where there is nothing to show. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={classes["empty"]}>
      {Icon === undefined ? null : (
        <Icon size={32} stroke={1.4} aria-hidden className={classes["emptyIcon"]} />
      )}
      <p className={classes["emptyTitle"]}>{title}</p>
      {text === undefined ? null : <p className={classes["emptyText"]}>{text}</p>}
      {action === undefined ? null : <div className={classes["emptyAction"]}>{action}</div>}
    </div>
  );
}
