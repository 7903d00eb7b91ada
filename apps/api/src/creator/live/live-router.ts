import { liveAreas, type LiveArea } from "@payrun/db";
import { tracked, type TrackedEnvelope } from "@trpc/server";
import { z } from "zod";
import { fanProcedure, router } from "../../trpc/procedures.ts";

const BIGINT_MAX = 2n ** 63n - 1n;

/** `transaction.row`: where an earlier connection ended. */
const place = z
  .string()
  .regex(/^\d{1,19}\.\d{1,19}$/)
  .transform((text, context) => {
    const [txId = 0n, id = 0n] = text.split(".").map(BigInt);
    if (txId <= BIGINT_MAX && id <= BIGINT_MAX) return { txId, id };
    context.addIssue({ code: "custom", message: "expected the id of an event" });
    return z.NEVER;
  })
  .describe("The id of the last event that this page heard; absent: it has just been opened.");

type Changes = AsyncIterable<TrackedEnvelope<{ readonly area: LiveArea }>>;

const changes = z
  .custom<Changes>(
    (stream) => typeof stream === "object" && stream !== null && Symbol.asyncIterator in stream,
  )
  .meta({
    description: `Events \`{area}\`: that area of the caller's pages has changed, ask for it again. Areas: ${liveAreas.join(", ")}; the last when this page has just been opened, or was away for too long.`,
  });

export const liveRouter = router({
  changes: fanProcedure
    .meta({
      description:
        "Tells an open page what to ask for again, as server-sent events. Each has an id; who comes back with it as `lastEventId` hears what she missed, each area once.",
    })
    .input(z.strictObject({ lastEventId: place.optional() }).optional())
    .output(changes)
    .subscription(async function* ({ ctx, input, signal }) {
      const { fanId, visitor, deps } = ctx;
      const heard = deps.live.follow(
        { listenerId: visitor.creatorId ?? fanId, sessionId: visitor.sessionId },
        input?.lastEventId ?? null,
        signal,
      );
      for await (const { id, area } of heard) yield tracked(id, { area });
    }),
});
