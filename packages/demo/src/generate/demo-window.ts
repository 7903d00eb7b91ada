/** The instants that demo data hangs on. */
export type DemoWindow = {
  /** The schedule date that is due: everything happened before it. */
  readonly dueAt: Date;
  /** The schedule date before it, which the seed pays first. */
  readonly previousAt: Date;
  readonly holdDays: number;
};

/** Recorded before the previous schedule date was paid, or after. */
export type DemoPhase = "before" | "after";

export const dayMs = 24 * 60 * 60 * 1000;

/** Only so many creators are there before the previous schedule date, so that paying it stays quick. */
export const earlyCreatorsMax = 1000;

/** When the host reported what happened to this creator at this instant: those who joined late brought their past along. */
export function phaseOf(creatorIndex: number, at: Date, { previousAt }: DemoWindow): DemoPhase {
  return isEarly(creatorIndex) && at < previousAt ? "before" : "after";
}

export function isEarly(creatorIndex: number): boolean {
  return creatorIndex < earlyCreatorsMax;
}
