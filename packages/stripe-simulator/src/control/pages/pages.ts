import { runDue } from "../../agenda/run-due.ts";
import type { Outcome } from "../../protocol/answer.ts";
import { ApiError } from "../../protocol/api-error.ts";
import type { HttpRequest } from "../../protocol/parameters/raw-parameters.ts";
import type { World } from "../../world.ts";
import { browse } from "./browse-page.ts";
import { type Document, renderDocument } from "./document.ts";
import { findObject } from "./find-object.ts";
import { act } from "./form-actions.ts";
import { html } from "../../html.ts";
import { objectPage } from "./object-page.ts";
import { overview } from "./overview-page.ts";
import { seeOther } from "./see-other.ts";

const refreshSeconds = 5;

/** The pages for people: `/`, `/browse/…` and `/objects/…`. Gives null for everything else. */
export function pages(world: World): (request: HttpRequest) => Promise<Outcome | null> {
  return async (request) => {
    const { method, path } = request;
    const isPage = path === "/" || path.startsWith("/browse/") || path.startsWith("/objects/");
    if (!isPage || (method !== "GET" && method !== "POST")) return null;
    runDue(world);
    if (method === "GET") return read(world, path, new URLSearchParams(request.query));
    try {
      const outcome = act(world, request);
      runDue(world);
      await world.commit();
      return outcome;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return page(error.status, { title: "That did not work", path, body: problem(error.message) });
    }
  };
}

function read(world: World, path: string, query: URLSearchParams): Outcome {
  const wanted = query.get("q")?.trim() ?? "";
  if (path === "/" && wanted !== "") return find(world, wanted);
  if (path === "/") return refreshing(path, query, { title: "What is inside", path, body: overview(world) });
  const name = decode(path.slice(path.indexOf("/", 1) + 1));
  if (path.startsWith("/objects/")) {
    const object = findObject(world, name);
    return object === undefined
      ? nothing(name)
      : page(200, { title: name, path, body: objectPage(world, name, object) });
  }
  const section = browse(world, name, query);
  return section === null ? nothing(name) : refreshing(path, query, { ...section, path });
}

/** Leads to the object of that id, the transfers of that group, or the requests with that key, or what it made. */
function find(world: World, wanted: string): Outcome {
  const encoded = encodeURIComponent(wanted);
  if (findObject(world, wanted) !== undefined) return seeOther(`/objects/${encoded}`);
  if (world.state.transfersOfGroup(wanted).length > 0) return seeOther(`/browse/transfers?group=${encoded}`);
  const hasKey = world.requests.latest(1000).some(({ idempotencyKey }) => idempotencyKey === wanted);
  if (hasKey) return seeOther(`/browse/requests?key=${encoded}`);
  const made = madeWith(world, wanted);
  return made === null ? nothing(wanted) : seeOther(`/objects/${encodeURIComponent(made)}`);
}

/** The id of the object in the answer that is saved under a key: the log of requests is short and starts anew. */
function madeWith({ state }: World, key: string): string | null {
  const saved = state.savedAnswers.get(key);
  if (saved === undefined || saved.transfer !== null) return saved?.transfer ?? null;
  const { id } = JSON.parse(saved.body ?? "{}") as { id?: unknown };
  return typeof id === "string" ? id : null;
}

function nothing(name: string): Outcome {
  return page(404, {
    title: "Nothing found",
    path: "",
    body: problem(
      `No object, transfer group or idempotency key here is “${name}”. It may belong to another simulator, or to the time before its last reset.`,
    ),
  });
}

function problem(message: string) {
  return html`<p class="panel problem" role="alert">${message}</p>`;
}

/** A page that may load itself again every few seconds. */
function refreshing(
  path: string,
  query: URLSearchParams,
  shown: Pick<Document, "title" | "path" | "body">,
): Outcome {
  const isOn = query.has("refresh");
  const other = new URLSearchParams(query);
  if (isOn) other.delete("refresh");
  else other.set("refresh", String(refreshSeconds));
  return page(200, {
    ...shown,
    refreshSeconds: isOn ? refreshSeconds : null,
    refreshHref: `${path}${other.size === 0 ? "" : `?${other.toString()}`}`,
  });
}

function page(status: number, shown: Pick<Document, "title" | "path" | "body"> & Partial<Document>): Outcome {
  return {
    kind: "answer",
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
    },
    body: renderDocument({ refreshSeconds: null, refreshHref: null, ...shown }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
