import type { Clock } from "../../clock.ts";
import type { DeliveryRow, RetrySchedule } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { DeliveryLog } from "./delivery-log.ts";
import { type Letter, postWebhook } from "./post-webhook.ts";
import { type Receiver, receiverOf, storeReceiver } from "./receiver.ts";
import { isDeadSince, nextWaitMs } from "./retry-schedule.ts";

/** To one endpoint at a time, so that a silent one holds up nobody else. */
const inFlightMax = 20;
const answerWithinMs = 20_000;

/** The kind of the agenda's rows that wake a delivery again. */
export const deliveryKind = "webhook_delivery";

/** Deliveries that leave one after the other; most are alone. */
type Train = readonly DeliveryRow[];

type Lane = { waiting: Train[]; next: number; inFlight: number };

/**
 * Carries events to webhook endpoints and event destinations: signed, in parallel and so in no order, and again after
 * a failure, on the simulator's clock. Any answer but a 2xx is a failure. What is queued survives a restart, so an
 * event may come twice.
 */
export class Courier {
  readonly #state: State;
  readonly #clock: Clock;
  readonly #log: DeliveryLog;
  readonly #commit: () => Promise<void>;
  readonly #write: (delivery: DeliveryRow) => Letter | null;
  readonly #lanes = new Map<string, Lane>();
  readonly #stop = new AbortController();

  constructor(parts: {
    readonly state: State;
    readonly clock: Clock;
    readonly log: DeliveryLog;
    readonly commit: () => Promise<void>;
    /** Null when the event or its receiver is gone. */
    readonly write: (delivery: DeliveryRow) => Letter | null;
  }) {
    this.#state = parts.state;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#commit = parts.commit;
    this.#write = parts.write;
  }

  /** Takes up what an earlier process left; what waits for a retry is in the agenda. */
  resume(): void {
    for (const delivery of this.#state.deliveries.values()) {
      if (delivery.status === "failed") continue;
      if (this.#state.agenda.get(agendaId(delivery)) !== undefined) continue;
      delivery.status = "pending";
      this.enqueue(delivery);
    }
  }

  /** Sends them once the request that caused them is written, in their order when they are several. */
  enqueue(...train: DeliveryRow[]): void {
    const [first] = train;
    if (first === undefined) return;
    const lane = this.#laneOf(first.endpoint);
    lane.waiting.push(train);
    // Not now: all changes of a request are one line of the journal.
    setImmediate(() => this.#pump(lane));
  }

  /** Sends it when the simulator's clock shows `dueMs`. */
  postpone(delivery: DeliveryRow, dueMs: number): void {
    delivery.dueMs = dueMs;
    this.#state.deliveries.put(delivery);
    this.#state.agenda.put({
      id: agendaId(delivery),
      kind: deliveryKind,
      subject: delivery.id,
      dueSeconds: Math.floor(dueMs / 1000),
    });
  }

  /** The clock was moved; what is due by now is in the agenda. */
  wake(): void {
    for (const lane of this.#lanes.values()) this.#pump(lane);
  }

  stop(): void {
    this.#stop.abort();
  }

  #laneOf(endpoint: string): Lane {
    let lane = this.#lanes.get(endpoint);
    if (lane === undefined) {
      lane = { waiting: [], next: 0, inFlight: 0 };
      this.#lanes.set(endpoint, lane);
    }
    return lane;
  }

  #pump(lane: Lane): void {
    while (!this.#stop.signal.aborted && lane.inFlight < inFlightMax) {
      const train = lane.waiting[lane.next];
      if (train === undefined) {
        lane.waiting = [];
        lane.next = 0;
        return;
      }
      lane.next += 1;
      lane.inFlight += 1;
      void this.#run(lane, train);
    }
  }

  async #run(lane: Lane, train: Train): Promise<void> {
    for (const delivery of train) await this.#deliver(delivery);
    lane.inFlight -= 1;
    this.#pump(lane);
  }

  async #deliver(delivery: DeliveryRow): Promise<void> {
    if (this.#isGone(delivery)) return;
    // The event must be on disk before anyone outside hears of it.
    await this.#commit();
    const letter = this.#write(delivery);
    const failure = letter === null ? null : await this.#send(letter);
    if (this.#isGone(delivery)) return;
    if (letter === null) this.#giveUp(delivery);
    else this.#record(delivery, failure);
    await this.#commit();
  }

  #send(letter: Letter): Promise<string | null> {
    const timeoutMs = this.#state.settings.get("settings")?.webhookTimeoutMs ?? answerWithinMs;
    return postWebhook(letter, { timeoutMs, cancel: this.#stop.signal });
  }

  #isGone(delivery: DeliveryRow): boolean {
    return this.#stop.signal.aborted || this.#state.deliveries.get(delivery.id) !== delivery;
  }

  #record(delivery: DeliveryRow, failure: string | null): void {
    const state = this.#state;
    delivery.attempts += 1;
    delivery.lastFailure = failure;
    const nowMs = this.#clock.nowMs();
    this.#log.add({
      delivery: delivery.id,
      event: delivery.event,
      type: (state.events.get(delivery.event) ?? state.thinEvents.get(delivery.event))?.type ?? "",
      endpoint: delivery.endpoint,
      at: new Date(nowMs).toISOString(),
      attempt: delivery.attempts,
      outcome: failure === null ? "delivered" : "failed",
      failure,
    });
    const receiver = receiverOf(state, delivery.endpoint);
    if (receiver !== undefined) this.#noteHealth(receiver, failure, nowMs);
    if (failure === null || delivery.manual) return state.deliveries.remove(delivery.id);
    const waitMs = nextWaitMs(this.#schedule(), delivery.attempts, nowMs - delivery.firstDueMs);
    if (waitMs !== null) return this.postpone(delivery, nowMs + waitMs);
    this.#giveUp(delivery);
  }

  /** It counts as not delivered from then on, unless nobody is there any more. */
  #giveUp(delivery: DeliveryRow): void {
    const receiver = receiverOf(this.#state, delivery.endpoint);
    if (delivery.manual || receiver === undefined || receiver.deleted) {
      return this.#state.deliveries.remove(delivery.id);
    }
    delivery.status = "failed";
    this.#state.deliveries.put(delivery);
  }

  #schedule(): RetrySchedule {
    return this.#state.settings.get("settings")?.webhookRetries ?? "quick";
  }

  #noteHealth(receiver: Receiver, failure: string | null, nowMs: number): void {
    const before = receiver.failingSinceMs;
    receiver.failingSinceMs = failure === null ? null : (before ?? nowMs);
    const isDead =
      receiver.failingSinceMs !== null && isDeadSince(this.#schedule(), receiver.failingSinceMs, nowMs);
    if (isDead) receiver.status = "disabled";
    if (isDead || before !== receiver.failingSinceMs) storeReceiver(this.#state, receiver);
  }
}

function agendaId(delivery: DeliveryRow): string {
  return `delivery|${delivery.id}`;
}
