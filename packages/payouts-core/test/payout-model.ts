import {
  type AccountCode,
  type ItemStatus,
  type JournalEntry,
  type LookUp,
  type TransferAnswer,
  type TransferStatus,
  canMoveItem,
  canMoveTransfer,
  creatorInTransit,
  decideUnknown,
  isOpenItemStatus,
  itemStatusAfter,
  money,
  payoutReserved,
  payoutReturned,
  payoutSettled,
  platformCash,
  readLookUp,
  readTransferAnswer,
  transferIdempotencyKey,
  transferStatusAfter,
} from "../src/index.ts";
import { cutoffAt, minutesAfter } from "./builders.ts";
import { ForgetfulStripe, type Weather } from "./forgetful-stripe.ts";

const frozen = { amountMinor: 40_00n, currency: "USD", destinationAccountId: "acct_ana" };
const amount = money(frozen.amountMinor, frozen.currency);

export type Happening = {
  readonly weather: Weather;
  /** How long nobody looked, before this. */
  readonly minutes: number;
  /** The worker dies: after its call began, or before. */
  readonly workerDies: boolean;
};

/**
 * One payout item, driven only by core's decisions: a worker that may die, a sweeper, and a person who retries what
 * came back. It throws on any move that the tables forbid.
 */
export class PayoutModel {
  readonly stripe = new ForgetfulStripe();
  readonly entries: JournalEntry[] = [];
  item: ItemStatus = "planned";
  transfer: TransferStatus = "claimed";
  attemptNo = 0;
  now = cutoffAt;
  #firstSentAt = cutoffAt;
  #lastSentAt = cutoffAt;
  #sendCount = 0;
  #onlyNotExecuted = true;
  #leaseEndedAfterBegun = false;
  #lookUps: LookUp[] = [];

  constructor() {
    this.#reserve();
  }

  /** Lets time pass, then whoever has something to do does it. */
  happen({ weather, minutes, workerDies }: Happening): void {
    this.now = minutesAfter(this.now, minutes);
    if (this.item === "planned") this.#claimAndSend(weather, workerDies);
    else if (this.item === "unknown") this.#sweep(weather);
    else if (this.item === "failed" || this.item === "held") this.#retry();
    else if (this.item === "awaiting_funds") this.#moveItem("planned");
  }

  balance(account: AccountCode): bigint {
    return this.entries
      .flatMap(({ postings }) => postings)
      .filter((posting) => posting.account === account)
      .reduce(
        (sum, { direction, amountMinor }) => sum + (direction === "credit" ? amountMinor : -amountMinor),
        0n,
      );
  }

  /** The laws that hold after every step. */
  laws(): readonly { readonly law: string; readonly holds: boolean }[] {
    const inTransit = this.balance(creatorInTransit("ana"));
    const isBack = this.item === "failed" || this.item === "held";
    const keys = this.entries.map(({ idempotencyKey }) => idempotencyKey);
    return [
      {
        law: "exactly the open items hold money in transit",
        holds: inTransit === (isOpenItemStatus(this.item) ? amount.amountMinor : 0n),
      },
      { law: "Stripe has at most one transfer", holds: this.stripe.transfers.length <= 1 },
      {
        law: "money that is back in the balance is not at Stripe",
        holds: !isBack || this.stripe.transfers.length === 0,
      },
      { law: "no event is posted twice", holds: new Set(keys).size === keys.length },
      {
        law: "what the books sent is what Stripe has",
        holds: this.item !== "paid" || this.balance(platformCash) === amount.amountMinor,
      },
    ];
  }

  #reserve(): void {
    this.attemptNo += 1;
    this.transfer = "claimed";
    this.#sendCount = 0;
    this.#onlyNotExecuted = true;
    this.#lookUps = [];
    this.entries.push(payoutReserved(this.#facts()));
  }

  #claimAndSend(weather: Weather, workerDies: boolean): void {
    if (this.transfer === "not_sent") this.#moveTransfer("claimed");
    this.#moveItem("sending");
    if (workerDies && weather === "request_lost") {
      this.#moveTransfer("not_sent");
      this.#moveItem("planned");
      return;
    }
    this.#moveTransfer("begun");
    const answer = this.#send(weather);
    if (workerDies) {
      this.#leaseEndedAfterBegun = true;
      this.#moveTransfer("unknown");
      this.#moveItem("unknown");
      this.#onlyNotExecuted = false;
      return;
    }
    this.#record(answer);
  }

  #send(weather: Weather): TransferAnswer {
    if (this.#sendCount === 0) this.#firstSentAt = this.now;
    this.#sendCount += 1;
    this.#lastSentAt = this.now;
    this.#leaseEndedAfterBegun = false;
    const key = transferIdempotencyKey({ mode: "test", payoutItemId: "item_1", attemptNo: this.attemptNo });
    return this.stripe.call(key, `${this.attemptNo}`, frozen, weather, this.now);
  }

  #record(answer: TransferAnswer): void {
    const outcome = readTransferAnswer({
      answer,
      frozen,
      earlierTriesOnlyNotExecuted: this.#onlyNotExecuted,
    });
    if (outcome.kind === "unknown") this.#onlyNotExecuted = false;
    const [item, transfer] = [itemStatusAfter(outcome), transferStatusAfter(outcome)];
    if (transfer !== this.transfer) this.#moveTransfer(transfer);
    if (outcome.kind === "paid") this.entries.push(payoutSettled(this.#facts()));
    if (item === "failed" || item === "held" || item === "awaiting_funds") {
      this.entries.push(payoutReturned(this.#facts()));
    }
    if (item !== this.item) this.#moveItem(item);
    if (item === "awaiting_funds") this.#reserve();
  }

  #sweep(weather: Weather): void {
    const decision = decideUnknown({
      firstSentAt: this.#firstSentAt,
      lastSentAt: this.#lastSentAt,
      sendCount: this.#sendCount,
      leaseEndedAfterBegun: this.#leaseEndedAfterBegun,
      needsAdmin: false,
      lookUps: this.#lookUps,
      now: this.now,
    });
    if (decision.kind === "resend") this.#record(this.#send(weather));
    else if (decision.kind === "look_up") this.#lookUp(weather !== "request_lost");
    else if (decision.kind === "wait") this.now = decision.until;
    else if (decision.kind === "absent") {
      this.#moveTransfer("absent");
      this.entries.push(payoutReturned(this.#facts()));
      this.#moveItem("failed");
    } else throw new Error("Nothing in this model needs two people");
  }

  #lookUp(complete: boolean): void {
    const matches = this.stripe.transfers
      .filter(({ group }) => complete && group === `${this.attemptNo}`)
      .map(({ transferId }) => ({ transferId, ...frozen }));
    const reading = readLookUp({ matches, frozen });
    this.#lookUps.push({ at: this.now, complete, found: 0 });
    if (reading.kind === "found")
      this.#record({ kind: "transfer", transferId: reading.transferId, ...frozen });
  }

  #retry(): void {
    this.#moveItem("planned");
    this.#reserve();
  }

  #facts() {
    return {
      payoutItemId: "item_1",
      attemptNo: this.attemptNo,
      creatorId: "ana",
      amount,
      effectiveAt: this.now,
    };
  }

  #moveItem(to: ItemStatus): void {
    if (!canMoveItem(this.item, to)) throw new Error(`Item: ${this.item} to ${to}`);
    this.item = to;
  }

  #moveTransfer(to: TransferStatus): void {
    if (!canMoveTransfer(this.transfer, to)) throw new Error(`Transfer: ${this.transfer} to ${to}`);
    this.transfer = to;
  }
}
