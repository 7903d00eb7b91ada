import type { ReactNode } from "react";
import type { CallStatus } from "../calls-search.ts";

export type CallAction = "accept" | "decline" | "complete" | "cancel";

/** What the viewer has just done with one. */
export type DoneCall = { readonly callId: string; readonly action: CallAction };

/** A call request as either side sees it. */
export type ShownCall = {
  readonly id: string;
  readonly side: "received" | "made";
  /** The other one's name, and the same as a link. */
  readonly name: string;
  readonly person: ReactNode;
  readonly status: CallStatus;
  readonly tokens: bigint;
  readonly grossMinor: bigint;
  /** The creator's share, where the viewer is she; null: there is none. */
  readonly netMinor: bigint | null;
  readonly currency: string;
  readonly note: string;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly declineReason: string | null;
  readonly completedAt: Date | null;
  /** By when it must be answered, or completed; null: it has ended. */
  readonly expiresAt: Date | null;
};
