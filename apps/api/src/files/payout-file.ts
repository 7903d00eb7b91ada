import { loadWords, speak } from "@payrun/catalogue";
import { payeeOf, payoutDetail } from "@payrun/db";
import { linesForPdf, payoutCsv, type PayoutFileHead } from "@payrun/statement";
import { z } from "zod";
import type { ApiDeps } from "../api-deps.ts";
import { allPayoutLines, loadPayoutStatement } from "../creator/payouts/load-payout-statement.ts";
import { byteOrderMark, type FileAsker, type FileRoute, type MadeFile } from "./file-route.ts";
import { pdfFile } from "./pdf-file.ts";

const params = z.strictObject({
  file: z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(csv|pdf)$/i)
    .transform((name) => ({ payoutItemId: name.slice(0, -4).toLowerCase(), isPdf: name.endsWith(".pdf") })),
  bom: byteOrderMark,
});

/** One payout's statement. It never changes, but for what became of the payout since. */
export const payoutFile: FileRoute<z.output<typeof params>> = {
  path: "/payouts/:file",
  policy: { roles: ["creator"] },
  params,
  async make(deps, asker, { file: { payoutItemId, isPdf }, bom }) {
    const { creatorId, visitor } = asker;
    const loaded = await loadPayoutStatement(deps.db, creatorId, payoutItemId);
    const head = await headOf(deps, asker, payoutItemId, loaded?.window ?? null);
    if (loaded === null || head === null) return null;
    const { window, statement } = loaded;
    const name = `payout-${head.periodKey}-${statement.currency}`;
    const pages = allPayoutLines(deps.db, window);
    if (!isPdf) {
      const body = await payoutCsv({ head, statement, pages }, visitor, { byteOrderMark: bom });
      return { name: `${name}.csv`, type: "text/csv; charset=utf-8", body } satisfies MadeFile;
    }
    const lines = await linesForPdf(statement, pages, visitor.timeZone);
    const file = { head, statement, lines, generatedAt: deps.clock.now() };
    return pdfFile(`${name}.pdf`, { kind: "payout", file, reader: readerOf(asker) });
  },
};

async function headOf(
  deps: ApiDeps,
  { creatorId, visitor }: FileAsker,
  payoutItemId: string,
  window: { readonly reservedAt: Date | null; readonly previousReservedAt: Date | null } | null,
): Promise<PayoutFileHead | null> {
  const payout = await payoutDetail(deps.db, creatorId, payoutItemId);
  if (payout === null || window === null) return null;
  const i18n = speak(visitor.locale, await loadWords(visitor.locale));
  const { periodKey, stripeTransferId, destinationAccountId, reversedMinor, state } = payout;
  return {
    ...(await payeeOf(deps.db, creatorId)),
    payoutItemId,
    periodKey,
    stripeTransferId,
    destinationAccountId,
    reversedMinor,
    reservedAt: window.reservedAt,
    previousReservedAt: window.previousReservedAt,
    stateText: i18n.t(`payouts:states.${state}`),
    gaveBack: payout.returnedAt !== null,
  };
}

function readerOf({ visitor: { locale, timeZone } }: FileAsker) {
  return { locale, timeZone };
}
