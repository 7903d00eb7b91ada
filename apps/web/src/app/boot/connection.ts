import { useSyncExternalStore } from "react";

/** Whether the network, and behind it Payrun, can be reached. */
export type Connection = "online" | "offline" | "unreachable";

type Listener = () => void;

/** What the last answers told; the device's own word about the network outranks them. */
export class ConnectionStore {
  readonly #listeners = new Set<Listener>();
  #answering = true;

  constructor() {
    for (const event of ["online", "offline"]) window.addEventListener(event, () => this.#tell());
  }

  readonly read = (): Connection => {
    if (!navigator.onLine) return "offline";
    return this.#answering ? "online" : "unreachable";
  };

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A question was answered, or none of us could say anything. */
  readonly note = (answered: boolean): void => {
    if (answered === this.#answering) return;
    this.#answering = answered;
    this.#tell();
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export function useConnection(store: ConnectionStore): Connection {
  return useSyncExternalStore(store.subscribe, store.read);
}
