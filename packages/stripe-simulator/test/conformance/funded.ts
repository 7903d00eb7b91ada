import { simulate } from "../simulator.ts";

/** A ready account, and a balance to pay it from. */
export async function funded() {
  const simulator = await simulate();
  const destination = await simulator.readyAccount();
  await simulator.control("POST", "/balance", { add: { usd: 100_000 } });
  const pay = (form: string) =>
    simulator.call("/v1/transfers", `currency=usd&destination=${destination}&${form}`);
  return { ...simulator, destination, pay };
}
