import type { Environment } from "@payrun/environment";
import type { ProgressDisplay } from "./batch/progress-display.ts";
import type { StartArguments } from "./read-arguments.ts";

/** One `npm start`. */
export type LaunchOptions = {
  readonly wanted: StartArguments;
  readonly configured: Environment;
  /** The environment as it was given. */
  readonly given: Readonly<Record<string, string | undefined>>;
  readonly display: ProgressDisplay;
  /** When the command began, on `performance`'s clock. */
  readonly startedAt: number;
  /** Aborted when somebody wants it all to end. */
  readonly interrupted: AbortSignal;
};
