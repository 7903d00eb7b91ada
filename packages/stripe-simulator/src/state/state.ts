import type {
  AccountRow,
  BalanceRow,
  DeliveryRow,
  EventRow,
  MovementRow,
  ReversalRow,
  SavedAnswerRow,
  SettingsRow,
  TopupRow,
  TransferRow,
  WebhookEndpointRow,
} from "./rows.ts";
import type {
  ChargeRow,
  DisputeRow,
  PaymentIntentRow,
  PaymentMethodRow,
  PaymentNotesRow,
  PricesRow,
  RefundRow,
  WaitingRefundRow,
} from "../charges/charge-rows.ts";
import type { EventDestinationRow, ThinEventRow } from "../events/thin/thin-event-rows.ts";
import type { AccountLinkRow, PersonRow } from "../onboarding/onboarding-rows.ts";
import type {
  BalanceSettingsRow,
  ExternalAccountRow,
  PayoutContentsRow,
  PayoutRow,
} from "../payouts/payout-rows.ts";
import type { RestrictedKeyRow } from "../protocol/restricted-key-row.ts";
import { AgendaTable } from "./agenda-table.ts";
import { GroupIndex } from "./group-index.ts";
import { SettlementTable } from "./settlement-table.ts";
import { type Change, type Hooks, type Identified, KeyedTable, OrderedTable } from "./table.ts";
import { sharingTexts } from "./share-texts.ts";
import { TextPool } from "./text-pool.ts";
import { TransferTotals } from "./transfer-totals.ts";

/** Whatever has balance transactions, in the order in which it happened. */
export type LedgerEntry = TransferRow | ReversalRow | MovementRow;

/**
 * Everything the simulator knows. Handlers change rows and `put` them; `takeChanges` then hands over all
 * changes of one request as one line, so that the disk has all of a request or nothing of it.
 */
export class State {
  #changes: Change[] = [];
  readonly #changed = (change: Change): void => {
    this.#changes.push(change);
  };

  /** Kept up to date by the tables of transfers and reversals. */
  readonly transferTotals = new TransferTotals();
  /** All movements of money, platform and connected, oldest first. */
  readonly ledger: LedgerEntry[] = [];
  readonly #ledgerByAccount = new GroupIndex<LedgerEntry>();
  readonly #transfersByGroup = new GroupIndex<TransferRow>();
  readonly #reversalsByTransfer = new GroupIndex<ReversalRow>();
  readonly #movementsByType = new GroupIndex<MovementRow>();
  readonly #platformEventsByType = new GroupIndex<EventRow>();
  readonly #balancesByOwner = new GroupIndex<BalanceRow>();
  readonly #texts = new TextPool();

  /** Everything but the accounts, which come first, and the ledger, which keeps its own order. */
  readonly #ordered: Stored<{ readonly rows: readonly Identified[] }>[] = [];
  readonly #keyed: Stored<{ values(): Iterable<Identified> }>[] = [];

  readonly accounts = new OrderedTable<AccountRow>("accounts", { changed: this.#changed });
  readonly transfers = new OrderedTable<TransferRow>("transfers", {
    changed: this.#changed,
    groupBy: ({ sourceTransaction }) => sourceTransaction,
    inserted: (row) => this.#transferInserted(row),
  });
  readonly reversals = new OrderedTable<ReversalRow>("reversals", {
    changed: this.#changed,
    groupBy: ({ destination }) => destination,
    inserted: (row) => this.#reversalInserted(row),
  });
  readonly movements = new OrderedTable<MovementRow>("movements", {
    changed: this.#changed,
    groupBy: ({ source }) => source,
    inserted: (row) => {
      this.ledger.push(row);
      this.#ledgerByAccount.add(row.owner, row);
      this.#movementsByType.add(`${row.owner}|${row.type}`, row);
    },
  });
  readonly topups = this.#orderedTable<TopupRow>("topups");
  readonly events = this.#orderedTable<EventRow>("events", {
    groupBy: ({ account }) => account,
    inserted: (row) => {
      if (row.account === null) this.#platformEventsByType.add(row.type, row);
    },
  });
  readonly endpoints = this.#orderedTable<WebhookEndpointRow>("endpoints");
  readonly charges = this.#orderedTable<ChargeRow>("charges", { groupBy: ({ owner }) => owner });
  readonly paymentIntents = this.#orderedTable<PaymentIntentRow>("paymentIntents", {
    groupBy: ({ owner }) => owner,
  });
  readonly paymentMethods = this.#orderedTable<PaymentMethodRow>("paymentMethods");
  readonly refunds = this.#orderedTable<RefundRow>("refunds", { groupBy: ({ charge }) => charge });
  readonly disputes = this.#orderedTable<DisputeRow>("disputes", { groupBy: ({ charge }) => charge });
  readonly payouts = this.#orderedTable<PayoutRow>("payouts", { groupBy: ({ owner }) => owner });
  readonly externalAccounts = this.#orderedTable<ExternalAccountRow>("externalAccounts", {
    groupBy: ({ account }) => account,
  });
  readonly persons = this.#orderedTable<PersonRow>("persons", { groupBy: ({ account }) => account });
  readonly accountLinks = this.#orderedTable<AccountLinkRow>("accountLinks");
  readonly thinEvents = this.#orderedTable<ThinEventRow>("thinEvents");
  readonly eventDestinations = this.#orderedTable<EventDestinationRow>("eventDestinations");
  readonly balances = this.#orderedTable<BalanceRow>("balances", {
    inserted: (row) => this.#balancesByOwner.add(row.owner, row),
  });
  readonly deliveries = this.#keyedTable<DeliveryRow>("deliveries");
  readonly savedAnswers = this.#keyedTable<SavedAnswerRow>("savedAnswers");
  readonly settings = this.#keyedTable<SettingsRow>("settings");
  readonly prices = this.#keyedTable<PricesRow>("prices");
  readonly paymentNotes = this.#keyedTable<PaymentNotesRow>("paymentNotes");
  readonly waitingRefunds = this.#keyedTable<WaitingRefundRow>("waitingRefunds");
  readonly payoutContents = this.#keyedTable<PayoutContentsRow>("payoutContents");
  readonly balanceSettings = this.#keyedTable<BalanceSettingsRow>("balanceSettings");
  readonly restrictedKeys = this.#keyedTable<RestrictedKeyRow>("restrictedKeys");
  readonly settlements = new SettlementTable(this.#changed);
  readonly agenda = new AgendaTable(this.#changed);

  readonly #allKeyed = [...this.#keyed, this.settlements, this.agenda];
  readonly #tables = [
    this.accounts,
    this.transfers,
    this.reversals,
    this.movements,
    ...this.#ordered,
    ...this.#allKeyed,
  ];
  readonly #byName = new Map<string, Loadable>(
    this.#tables.map((table) => [table.name, table as unknown as Loadable]),
  );

  /** What was paid to one account, or happened on it: oldest first. */
  ledgerOf(owner: string): readonly LedgerEntry[] {
    return this.#ledgerByAccount.of(owner);
  }

  transfersOfGroup(group: string): readonly TransferRow[] {
    return this.#transfersByGroup.of(group);
  }

  reversalsOf(transfer: string): readonly ReversalRow[] {
    return this.#reversalsByTransfer.of(transfer);
  }

  /** An owner's movements with one type of balance transaction, oldest first. */
  movementsOf(owner: string, type: string): readonly MovementRow[] {
    return this.#movementsByType.of(`${owner}|${type}`);
  }

  /** The platform's own events, type by type. */
  platformEventsOf(isWanted: (type: string) => boolean): (readonly EventRow[])[] {
    return [...this.#platformEventsByType.groups()].flatMap(([type, rows]) => (isWanted(type) ? [rows] : []));
  }

  /** One row per currency that the owner ever had. */
  balancesOf(owner: string): readonly BalanceRow[] {
    return this.#balancesByOwner.of(owner);
  }

  /** All changes since the last call as one line of JSON; null when nothing changed. */
  takeChanges(): string | null {
    if (this.#changes.length === 0) return null;
    const line = JSON.stringify(this.#changes);
    this.#changes = [];
    return line;
  }

  /** Takes one line back in. Lines hold whole rows, so taking one twice does no harm. */
  applyLine(line: string): void {
    for (const [name, rowOrId] of JSON.parse(line) as Change[]) {
      const table = this.#byName.get(name);
      if (table === undefined) throw new Error(`The journal names an unknown table: ${name}`);
      if (typeof rowOrId === "string") table.unload?.(rowOrId);
      else table.load(sharingTexts(this.transfers, this.#texts, rowOrId));
    }
  }

  /** The whole state as lines, in an order that `applyLine` understands. */
  *lines(rowsPerLine: number): Generator<string> {
    let changes: Change[] = [];
    for (const change of this.#allRows()) {
      changes.push(change);
      if (changes.length < rowsPerLine) continue;
      yield JSON.stringify(changes);
      changes = [];
    }
    if (changes.length > 0) yield JSON.stringify(changes);
  }

  *#allRows(): Generator<Change> {
    for (const row of this.accounts.rows) yield [this.accounts.name, row];
    for (const row of this.ledger) yield [this.#ledgerTableOf(row), row];
    for (const table of this.#ordered) for (const row of table.rows) yield [table.name, row];
    for (const table of this.#allKeyed) for (const row of table.values()) yield [table.name, row];
  }

  #ledgerTableOf(row: LedgerEntry): string {
    if ("transferGroup" in row) return this.transfers.name;
    return "transfer" in row ? this.reversals.name : this.movements.name;
  }

  clear(): void {
    for (const table of this.#tables) table.clear();
    this.ledger.length = 0;
    this.#ledgerByAccount.clear();
    this.#transfersByGroup.clear();
    this.#reversalsByTransfer.clear();
    this.#movementsByType.clear();
    this.#platformEventsByType.clear();
    this.#balancesByOwner.clear();
    this.transferTotals.clear();
    this.#changes = [];
  }

  #orderedTable<Row extends Identified>(
    name: string,
    hooks: Omit<Hooks<Row>, "changed"> = {},
  ): OrderedTable<Row> {
    const table = new OrderedTable<Row>(name, { changed: this.#changed, ...hooks });
    this.#ordered.push(table);
    return table;
  }

  #keyedTable<Row extends Identified>(name: string): KeyedTable<Row> {
    const table = new KeyedTable<Row>(name, this.#changed);
    this.#keyed.push(table);
    return table;
  }

  #transferInserted(row: TransferRow): void {
    this.#share(row);
    this.ledger.push(row);
    this.#ledgerByAccount.add(row.destination, row);
    if (row.transferGroup !== null) this.#transfersByGroup.add(row.transferGroup, row);
    this.transferTotals.addTransfer(row);
  }

  #reversalInserted(row: ReversalRow): void {
    this.ledger.push(row);
    this.#ledgerByAccount.add(row.destination, row);
    this.#reversalsByTransfer.add(row.transfer, row);
    this.transferTotals.addReversal(row, this.transfers.get(row.transfer));
  }

  #share(row: TransferRow): void {
    row.currency = this.#texts.share(row.currency);
    row.destination = this.accounts.get(row.destination)?.id ?? row.destination;
    if (row.transferGroup !== null) row.transferGroup = this.#texts.share(row.transferGroup);
    for (const [name, value] of Object.entries(row.metadata)) row.metadata[name] = this.#texts.share(value);
  }
}

type Stored<Rows> = Rows & { readonly name: string; clear(): void };
type Loadable = { load(row: { readonly id: string }): void; unload?(id: string): void };
