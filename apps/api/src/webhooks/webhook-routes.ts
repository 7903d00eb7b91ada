import { storeStripeEvent } from "@payrun/db";
import type { StripeMode } from "@payrun/environment";
import { verifyWebhook, type WebhookRefusal } from "@payrun/provider";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ApiDeps } from "../api-deps.ts";
import { apiError } from "../api-error.ts";
import type { ApiMetrics } from "../operations/api-metrics.ts";

const messageOf = {
  malformed_signature: "expected a Stripe-Signature header with t and v1",
  bad_signature: "the signature does not fit the body and this endpoint's secret",
  too_old: "the signature is more than five minutes old",
  not_an_event: "the body is not a Stripe event",
  livemode_mismatch: "the event is of another mode than this database",
  account_missing: "the event names no account, and this endpoint is for those of connected accounts",
  account_unexpected: "the event is of another account, and this endpoint is for the platform's own",
} as const satisfies Record<WebhookRefusal, string>;

/**
 * Stripe's two webhook endpoints, each with its own secrets. An event is stored once by its id, with the job that applies
 * it, before the 2xx; the work comes later. What is not signed leaves no trace but a metric.
 */
export function webhookRoutes(app: FastifyInstance, deps: ApiDeps, metrics: ApiMetrics): void {
  const { webhookSecrets, connectWebhookSecrets, mode } = deps.settings;
  // The signature covers the bytes as they came, whatever they claim to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  const endpoint = (name: "stripe" | "stripe-connect", secrets: readonly string[]) => {
    app.post(`/webhooks/${name}`, async (request, reply) => {
      const answer = await receive(deps, { name, secrets, mode, request });
      metrics.webhooks.inc({ endpoint: name, result: answer.result });
      return answer.send(reply);
    });
  };
  endpoint("stripe", webhookSecrets);
  endpoint("stripe-connect", connectWebhookSecrets);
}

type Answer = { readonly result: string; readonly send: (reply: FastifyReply) => FastifyReply };

async function receive(
  { db }: ApiDeps,
  delivery: {
    readonly name: "stripe" | "stripe-connect";
    readonly secrets: readonly string[];
    readonly mode: StripeMode;
    readonly request: FastifyRequest;
  },
): Promise<Answer> {
  const { name, secrets, mode, request } = delivery;
  if (secrets.length === 0) return refuse(503, "not_configured", "this endpoint has no webhook secret yet");
  const signature = request.headers["stripe-signature"];
  const verdict = verifyWebhook({
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    signatureHeader: Array.isArray(signature) ? signature.join(",") : signature,
    secrets,
    // Stripe's clock is the real one, whatever the business clock says.
    receivedAt: new Date(),
    addressee: { endpoint: name === "stripe-connect" ? "connect" : "platform" },
  });
  if (!verdict.ok) return refuse(400, verdict.reason, messageOf[verdict.reason]);
  const { event } = verdict;
  const isLiveHere = mode === "live";
  if (event.livemode !== isLiveHere) {
    // A live Connect endpoint is sent the sandbox's events too (docs.stripe.com/connect/webhooks); an error would make
    // Stripe deliver them for days and then disable the endpoint.
    if (isLiveHere && name === "stripe-connect") return accept("livemode_mismatch");
    return refuse(
      400,
      "livemode_mismatch",
      `livemode is ${event.livemode}, and this database is for ${mode} mode`,
    );
  }
  return accept(await storeStripeEvent(db, event));
}

function accept(result: "stored" | "duplicate" | "livemode_mismatch"): Answer {
  return { result, send: (reply) => reply.code(200).send({ received: true, result }) };
}

function refuse(status: 400 | 503, code: string, message: string): Answer {
  return { result: code, send: (reply) => reply.code(status).send(apiError(code, message)) };
}
