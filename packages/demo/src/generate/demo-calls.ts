import { tokenMinor } from "./demo-earnings.ts";
import { fanSourceId } from "./demo-fans.ts";
import type { DemoPerson } from "./demo-people.ts";
import { dayMs, type DemoWindow } from "./demo-window.ts";

/** A call that a fan asked for and that has not taken place. Completed ones are made of calls that were earned. */
export type DemoCall = {
  readonly requestKey: string;
  readonly fanSourceId: string;
  readonly creatorSourceId: string;
  readonly status: "asked" | "accepted" | "declined" | "canceled";
  readonly tokens: bigint;
  readonly currency: "USD";
  readonly grossMinor: bigint;
  readonly note: string;
  readonly declineReason: string | null;
  readonly askedAt: Date;
  /** Null exactly while it is only asked for. */
  readonly decidedAt: Date | null;
};

const hourMs = dayMs / 24;

/** One request in each state from the first fan to the first creator, who so has something to decide. */
export function demoCalls(first: DemoPerson, { dueAt }: DemoWindow): readonly DemoCall[] {
  const stories = [
    { status: "asked", tokens: 400, hoursAgo: 5, note: "Could you look at my first three pieces?" },
    { status: "asked", tokens: 600, hoursAgo: 26, note: "" },
    { status: "accepted", tokens: 500, hoursAgo: 49, note: "Any evening this week is fine." },
    { status: "declined", tokens: 400, hoursAgo: 120, note: "Tonight?" },
    { status: "canceled", tokens: 450, hoursAgo: 200, note: "" },
  ] as const;
  return stories.map(({ status, tokens, hoursAgo, note }, index) => {
    const askedAt = new Date(dueAt.getTime() - hoursAgo * hourMs);
    return {
      requestKey: `demo-call-${index + 1}`,
      fanSourceId: fanSourceId(1, 1),
      creatorSourceId: first.sourceId,
      status,
      tokens: BigInt(tokens),
      currency: "USD",
      grossMinor: BigInt(tokens) * tokenMinor("USD"),
      note,
      declineReason: status === "declined" ? "I am travelling until next week." : null,
      askedAt,
      decidedAt: status === "asked" ? null : new Date(askedAt.getTime() + 2 * hourMs),
    };
  });
}
