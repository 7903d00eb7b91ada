import { header, type Outcome } from "../../protocol/answer.ts";
import { ApiError } from "../../protocol/api-error.ts";
import {
  boolean,
  integer,
  optional,
  readParameters,
  required,
  text,
} from "../../protocol/parameters/parameter.ts";
import type { HttpRequest } from "../../protocol/parameters/raw-parameters.ts";
import type { World } from "../../world.ts";
import { resend } from "../resend.ts";
import { seeOther } from "./see-other.ts";

/**
 * Does what a form of the page asks for. Throws 403 for a form of another site, 404 for an unknown action, 400 for
 * values that make no sense.
 */
export function act(world: World, request: HttpRequest): Outcome {
  if (!isOwnForm(request)) {
    throw new ApiError({ status: 403, message: "Only the simulator’s own page may send this form." });
  }
  const fields = Object.fromEntries(new URLSearchParams(request.body));
  if (request.path === "/browse/clock") return moveClock(world, fields);
  if (request.path === "/browse/resend") {
    const { event } = readParameters({ event: required(text()) }, fields);
    resend(world, event, undefined);
    return seeOther(`/objects/${encodeURIComponent(event)}`);
  }
  throw new ApiError({ status: 404, message: `There is no POST ${request.path}` });
}

function moveClock(world: World, fields: Readonly<Record<string, string>>): Outcome {
  const { count, unitSeconds, stands } = readParameters(
    {
      count: optional(integer({ min: 1, max: 9999 })),
      unitSeconds: optional(integer({ min: 1, max: 86_400 })),
      stands: optional(boolean),
    },
    fields,
  );
  if (stands === true) world.clock.stand();
  if (stands === false) world.clock.run();
  world.clock.advanceBy((count ?? 0) * (unitSeconds ?? 1) * 1000);
  return seeOther("/");
}

/** Browsers say where a form comes from; what says nothing is not a browser, and has `/__simulator`. */
function isOwnForm(request: HttpRequest): boolean {
  const site = header(request, "sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = header(request, "origin");
  const host = header(request, "host");
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
