import { closeSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { startStripeSimulator } from "@payrun/stripe-simulator";
import { groupOf, idSuffix } from "./simulator-ids.ts";

const ACCOUNTS = 1_000;
const AMOUNT = 100;
const LINES_PER_WRITE = 1_000;

type Change = readonly [table: string, row: { readonly id: string; readonly [field: string]: unknown }];

/** What there is to ask for afterwards. */
export type SimulatorHistory = { readonly accountIds: readonly string[]; readonly transfers: number };

/**
 * Fills a state folder as if `transfers` keyed transfers had been made, 100 each second: the simulator makes the first,
 * and the line of its journal is written again under other ids. Balances are set to what the transfers add up to.
 */
export async function writeSimulatorHistory(stateDir: string, transfers: number): Promise<SimulatorHistory> {
  const accountIds = await makeFirstTransfer(stateDir, transfers);
  const changes = JSON.parse(lineOfFirstTransfer(stateDir)) as Change[];
  const created = changes.find(([table]) => table === "transfers")?.[1]["created"] as number;
  const startSeconds = created - Math.ceil(transfers / 100);
  const line = lineTemplate(
    changes.filter(([table]) => table !== "balances"),
    accountIds[0] ?? "",
    created,
  );
  const file = openSync(journalOf(stateDir), "a");
  try {
    for (let n = 0; n < transfers; n += LINES_PER_WRITE) {
      const count = Math.min(LINES_PER_WRITE, transfers - n);
      const lines = Array.from({ length: count }, (_, index) =>
        line(n + index, accountIds[(n + index) % ACCOUNTS] ?? "", startSeconds),
      );
      writeSync(file, `${lines.join("\n")}\n`);
    }
    writeSync(file, `${JSON.stringify(balances(changes, accountIds, transfers))}\n`);
  } finally {
    closeSync(file);
  }
  return { accountIds, transfers };
}

async function makeFirstTransfer(stateDir: string, transfers: number): Promise<readonly string[]> {
  const simulator = await startStripeSimulator({ port: 0, stateDir });
  const post = async (path: string, body: string, headers: Record<string, string> = {}): Promise<unknown> => {
    const answer = await fetch(simulator.url + path, { method: "POST", body, headers });
    if (!answer.ok) throw new Error(`${path} is answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  try {
    const facts = JSON.stringify({ accounts: Array.from({ length: ACCOUNTS }, () => ({})) });
    const { accounts } = (await post("/__simulator/accounts", facts)) as { accounts: { id: string }[] };
    const accountIds = accounts.map(({ id }) => id);
    await post("/__simulator/balance", JSON.stringify({ set: { usd: 2 * transfers * AMOUNT } }));
    await post(
      "/v1/transfers",
      `amount=${AMOUNT}&currency=usd&destination=${accountIds[0]}&transfer_group=group_first&metadata[payout]=payout_first`,
      {
        Authorization: "Bearer sk_test_bench",
        "Content-Type": "application/x-www-form-urlencoded",
        "Idempotency-Key": "key_first",
      },
    );
    return accountIds;
  } finally {
    await simulator.close();
  }
}

function lineOfFirstTransfer(stateDir: string): string {
  const lines = readFileSync(journalOf(stateDir), "utf8").split("\n");
  const line = lines.find((text) => text.includes('["transfers",'));
  if (line === undefined) throw new Error("The journal has no transfer");
  return line;
}

/** Gives the same changes for the n-th transfer: every id, the key and the group are its own. */
function lineTemplate(changes: readonly Change[], firstAccount: string, created: number) {
  const text = JSON.stringify(changes);
  const owner = firstAccount.replace("acct_1Sim", "");
  const own = new Set(
    [...text.matchAll(/1Si[mC](\w{20})/g)].flatMap(([, id]) =>
      id === owner || id === undefined ? [] : [id],
    ),
  );
  const transfer = changes.find(([table]) => table === "transfers")?.[1].id.replace("tr_1Sim", "") ?? "";
  const suffixes = [transfer, ...[...own].filter((id) => id !== transfer)];
  const request = /req_\w{14}/.exec(text)?.[0] ?? "req_";
  const varying = [
    ...suffixes,
    request,
    firstAccount,
    "key_first",
    "group_first",
    "payout_first",
    `"created":${created}`,
  ];
  const parts = text.split(new RegExp(`(${varying.join("|")})`));
  return (n: number, account: string, startSeconds: number): string => {
    const values = new Map<string, string>([
      ...suffixes.map((id, index): [string, string] => [id, idSuffix(index, n)]),
      [request, `req_${String(n).padStart(14, "0")}`],
      [firstAccount, account],
      ["key_first", `payout/${idSuffix(0, n)}/1`],
      ["group_first", groupOf(n)],
      ["payout_first", `payout_${n}`],
      [`"created":${created}`, `"created":${startSeconds + Math.floor(n / 100)}`],
    ]);
    return parts.map((part) => values.get(part) ?? part).join("");
  };
}

function balances(changes: readonly Change[], accountIds: readonly string[], transfers: number): Change[] {
  const rows = changes.filter(([table]) => table === "balances");
  const platformRow = rows.find(([, row]) => row["owner"] === "platform");
  const connectedRow = rows.find(([, row]) => row["owner"] === accountIds[0]);
  if (platformRow === undefined || connectedRow === undefined)
    throw new Error("A transfer changes two balances");
  const each = Math.floor(transfers / ACCOUNTS) * AMOUNT;
  const connected = accountIds.map((id): Change => {
    const row = JSON.parse(JSON.stringify(connectedRow[1]).replaceAll(accountIds[0] ?? "", id)) as Change[1];
    const before = id === accountIds[0] ? AMOUNT : 0;
    return [connectedRow[0], { ...row, available: before + each }];
  });
  const left = Number(platformRow[1]["available"]) - transfers * AMOUNT;
  return [[platformRow[0], { ...platformRow[1], available: left }], ...connected];
}

function journalOf(stateDir: string): string {
  const [newest] = readdirSync(stateDir)
    .filter((name) => name.startsWith("journal-"))
    .toSorted()
    .toReversed();
  return join(stateDir, newest ?? "journal-0.jsonl");
}
