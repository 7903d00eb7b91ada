import type { FastifyInstance } from "fastify";
import type { Database } from "@payrun/db";
import superjson from "superjson";
import type { Procedure } from "./walk-procedures.ts";

export type Answer = { readonly status: number; readonly body: string };
type Asked = { readonly app: FastifyInstance; readonly db: Database };
type Call = { readonly cookie: string | null; readonly wire: string };

/** Calls one procedure over HTTP. @param wire the input as it goes over the wire; `wireOf` makes it of a value. */
export async function ask({ app, db }: Asked, procedure: Procedure, { cookie, wire }: Call): Promise<Answer> {
  const { url, type, origin } = procedure;
  const headers = { origin, ...(cookie !== null && { cookie }) };
  const asking = `${url}?input=${encodeURIComponent(wire)}`;
  if (type === "subscription") return subscribe({ app, db }, asking, headers);
  const answer = await app.inject(
    type === "query"
      ? { method: "GET", url: asking, headers }
      : { method: "POST", url, headers: { ...headers, "content-type": "application/json" }, payload: wire },
  );
  return { status: answer.statusCode, body: answer.body };
}

/**
 * Over a socket, which can be let go of. A refusal comes as an event; who is let in hears nothing, but is listened for in
 * the database.
 */
async function subscribe({ app, db }: Asked, path: string, headers: Record<string, string>): Promise<Answer> {
  await db.query("DELETE FROM live_listeners");
  const base = app.addresses().length === 0 ? await app.listen({ port: 0 }) : app.listeningOrigin;
  const leaving = new AbortController();
  const answer = await fetch(`${base}${path}`, { headers, signal: leaving.signal });
  if (answer.status >= 400) return { status: answer.status, body: await answer.text() };
  let body = "";
  const reading = (async () => {
    for await (const part of answer.body ?? []) body += Buffer.from(part).toString();
  })().catch(() => undefined);
  for (;;) {
    const refused = /"httpStatus":(\d+)/.exec(body);
    const isLetIn = refused === null && (await db.query("SELECT FROM live_listeners")).length > 0;
    if (refused === null && !isLetIn) continue;
    leaving.abort();
    await reading;
    return { status: refused === null ? answer.status : Number(refused[1]), body };
  }
}

export function wireOf(value: unknown): string {
  return JSON.stringify(superjson.serialize(value));
}

/** The refusal's code, or null. */
export function refusalOf({ body }: Answer): string | null {
  return /"refusal":\{"code":"(\w+)"/.exec(body)?.[1] ?? null;
}
