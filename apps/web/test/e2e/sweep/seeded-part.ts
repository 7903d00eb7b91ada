/** Everything with PAYRUN_E2E=full, else a tenth, chosen by PAYRUN_SEED. */
export function seededPart<Case>(cases: readonly Case[]): readonly Case[] {
  if (process.env["PAYRUN_E2E"] === "full") return cases;
  let state = Number(process.env["PAYRUN_SEED"] ?? 4) >>> 0;
  const drawn = cases.map((each) => {
    // A linear congruential generator: enough to choose by.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return { each, order: state };
  });
  return drawn
    .toSorted((left, right) => left.order - right.order)
    .slice(0, Math.ceil(cases.length / 10))
    .map(({ each }) => each);
}
