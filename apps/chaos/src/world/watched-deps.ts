import type { Database, Sql, Transaction } from "@payrun/db";
import type { Provider } from "@payrun/provider";
import type { Boundary } from "./boundary.ts";

/** A database whose every statement, begin and commit crosses the boundary. */
export function watchedDatabase(db: Database, boundary: Boundary): Database {
  const statements = (sql: Sql): Pick<Sql, "query"> => ({
    query: (text, values) => boundary.cross(`db ${headOf(text)}`, () => sql.query(text, values)),
  });
  return {
    ...db,
    ...statements(db),
    transaction: async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
      let leave = await boundary.enter("db begin");
      try {
        const result = await db.transaction(async (tx) => {
          await leave(true);
          try {
            return await work({ inTransaction: true, ...statements(tx) });
          } finally {
            leave = await boundary.enter("db end of transaction");
          }
        });
        await leave(true);
        return result;
      } catch (error) {
        await leave(false);
        throw error;
      }
    },
    exclusively: async <T>(lock: number, work: () => Promise<T>): Promise<T | null> => {
      let leave = await boundary.enter("db lock");
      try {
        const result = await db.exclusively(lock, async () => {
          await leave(true);
          try {
            return await work();
          } finally {
            leave = await boundary.enter("db unlock");
          }
        });
        await leave(true);
        return result;
      } catch (error) {
        await leave(false);
        throw error;
      }
    },
  };
}

/** A provider whose every request, and every page of a list, crosses the boundary. */
export function watchedProvider(provider: Provider, boundary: Boundary): Provider {
  return new Proxy(provider, {
    get: (target, name: keyof Provider) => {
      const method = target[name];
      if (typeof method !== "function" || name === "close") return method;
      return (...args: never[]): unknown => {
        const what = `stripe ${name}`;
        if (generators.has(name)) return watchedPages(() => callOf(method)(...args), what, boundary);
        return boundary.cross(what, () => Promise.resolve(callOf(method)(...args)));
      };
    },
  });
}

const generators: ReadonlySet<string> = new Set<keyof Provider>([
  "listTransfers",
  "listBalanceTransactions",
  "listEvents",
  "listThinEvents",
]);

async function* watchedPages(open: () => unknown, what: string, boundary: Boundary): AsyncGenerator {
  const pages = open() as AsyncGenerator;
  for (;;) {
    const page = await boundary.cross(what, () => pages.next());
    if (page.done === true) return;
    yield page.value;
  }
}

function callOf(method: unknown): (...args: never[]) => unknown {
  return method as (...args: never[]) => unknown;
}

/** Tells one statement from another: its verb and its first table. */
function headOf(text: string): string {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  const table = /(?:FROM|INTO|UPDATE) ([a-z_]+)/.exec(plain)?.[1] ?? "";
  return `${plain.split(" ", 1)[0] ?? ""} ${table}`.trim();
}
