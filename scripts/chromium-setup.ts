import { chromiumPath } from "../packages/testkit/src/index.ts";

/**
 * Vitest's global setup for tests in a browser: there is one before the first test runs, because to install it may take
 * longer than any test may.
 *
 * @throws with one line that says what to install.
 */
export default async function setup(): Promise<void> {
  await chromiumPath();
}
