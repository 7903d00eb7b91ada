import type { ReactNode } from "react";
import classes from "./values.module.css";

export type StatProps = {
  readonly label: ReactNode;
  readonly children: ReactNode;
  /** A short line below. */
  readonly hint?: ReactNode;
  /** The one that the page is about. */
  readonly emphasis?: "main" | "usual";
};

/** One figure with its name. Belongs in a `StatGroup`. */
export function Stat({ label, children, hint, emphasis = "usual" }: StatProps) {
  return (
    <div className={classes["stat"]} data-emphasis={emphasis}>
      <dt className={classes["statLabel"]}>{label}</dt>
      <dd className={classes["statValue"]}>{children}</dd>
      {hint === undefined ? null : <dd className={classes["statHint"]}>{hint}</dd>}
    </div>
  );
}

/** Figures side by side, below each other where there is no room. */
export function StatGroup({ children }: { children: ReactNode }) {
  return <dl className={classes["stats"]}>{children}</dl>;
}
