import { resolve } from "node:path";
import type { LaunchOptions } from "./launch-options.ts";
import { runPayrun } from "./run-payrun.ts";
import { claimCheckout } from "./services/claim-checkout.ts";
import { createTeardown } from "./services/teardown.ts";

const interruptedExit = 130;

/**
 * Brings up everything on this machine, pays the batch that is due and tells the result; then stays up, or with
 * `once` ends. Returns the exit code, after everything that was started has been stopped.
 */
export async function launch(options: LaunchOptions): Promise<number> {
  const { wanted, display, interrupted } = options;
  const dataDir = resolve(options.configured.dataDir);
  const claim = await claimCheckout(dataDir);
  if (claim.kind === "running") {
    display.fail(`it runs already on the data in ${dataDir} (process ${claim.pid}).`);
    return 1;
  }
  const teardown = createTeardown(display.line);
  const broken = new AbortController();
  const ending = AbortSignal.any([interrupted, broken.signal]);
  const hooks = {
    onStart: ({ identity }: { readonly identity: string }) => claim.note(identity),
    onTrouble: display.line,
    onGiveUp: (reason: string) => broken.abort(new Error(reason)),
  };
  try {
    return await runPayrun({ ...options, dataDir, teardown, hooks, ending });
  } catch (error) {
    if (interrupted.aborted) return wanted.once ? interruptedExit : 0;
    display.fail(messageOf(broken.signal.aborted ? broken.signal.reason : error));
    return 1;
  } finally {
    display.end();
    await teardown.run();
    claim.release();
  }
}

/** A refused connection is several errors in one, whose own message is empty. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
