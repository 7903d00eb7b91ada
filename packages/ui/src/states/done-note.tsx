import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./states.module.css";

/**
 * What has just been done, told at once to screen readers. Mount it before there is something to tell: they only hear
 * what changes.
 */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <div role="status" className={classes["done"]}>
      {children === null ? null : (
        <>
          <IconCircleCheck size={18} aria-hidden />
          <span>{children}</span>
        </>
      )}
    </div>
  );
}
