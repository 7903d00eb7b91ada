import { AsyncLocalStorage } from "node:async_hooks";

const RealDate = globalThis.Date;
const machine = new AsyncLocalStorage<() => number>();

/** Everything that this work, and what follows from it, asks its machine's clock for. */
export function onMachine<T>(nowMs: () => number, work: () => T): T {
  return machine.run(nowMs, work);
}

/** Gives each machine a clock of its own, until the returned function is called: `Date` shows what that machine shows. */
export function giveMachinesClocks(): () => void {
  const now = (): number => machine.getStore()?.() ?? RealDate.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
  });
  return () => {
    globalThis.Date = RealDate;
  };
}
