import type { FrozenTransfer, TransferAnswer } from "../src/index.ts";
import { minutesAfter } from "./builders.ts";

/** What the network and Stripe do to one call. */
export type Weather =
  | "fine"
  | "request_lost"
  | "answer_lost"
  | "error_after_commit"
  | "rate_limited"
  | "key_in_use"
  | { readonly refuse: string };

type Saved = { readonly answer: TransferAnswer; readonly at: Date };

const DAY_MINUTES = 24 * 60;

/** Stripe's rules for keyed transfers (stripe.md, 1.1): saves executed answers, and forgets a key after 24 hours. */
export class ForgetfulStripe {
  readonly transfers: {
    readonly transferId: string;
    readonly group: string;
    readonly frozen: FrozenTransfer;
  }[] = [];
  readonly #saved = new Map<string, Saved>();

  call(key: string, group: string, frozen: FrozenTransfer, weather: Weather, now: Date): TransferAnswer {
    if (weather === "request_lost") return { kind: "no_answer", detail: "timeout" };
    if (weather === "rate_limited") return errorAnswer(429, "rate_limit");
    if (weather === "key_in_use") return errorAnswer(409, "idempotency_key_in_use");
    const answer = this.#execute(key, group, frozen, weather, now);
    if (weather === "answer_lost") return { kind: "no_answer", detail: "socket hang up" };
    return weather === "error_after_commit" ? errorAnswer(500, null) : answer;
  }

  #execute(key: string, group: string, frozen: FrozenTransfer, weather: Weather, now: Date): TransferAnswer {
    const saved = this.#saved.get(key);
    if (saved !== undefined && now < minutesAfter(saved.at, DAY_MINUTES)) return saved.answer;
    const answer =
      typeof weather === "object" ? errorAnswer(400, weather.refuse) : this.#transfer(group, frozen);
    this.#saved.set(key, { answer, at: now });
    return answer;
  }

  #transfer(group: string, frozen: FrozenTransfer): TransferAnswer {
    const transferId = `tr_${this.transfers.length + 1}`;
    this.transfers.push({ transferId, group, frozen });
    return { kind: "transfer", transferId, ...frozen };
  }
}

function errorAnswer(httpStatus: number, code: string | null): TransferAnswer {
  const type = httpStatus === 500 ? "api_error" : "invalid_request_error";
  return { kind: "error", facts: { httpStatus, type, code, param: null, message: null } };
}
