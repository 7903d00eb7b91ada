import { payeeOf } from "@payrun/db";
import { annualCsv } from "@payrun/statement";
import { z } from "zod";
import { loadYear } from "../creator/payouts/load-annual.ts";
import { statementYear } from "../creator/payouts/statement-year.ts";
import { byteOrderMark, type FileRoute } from "./file-route.ts";
import { pdfFile } from "./pdf-file.ts";

const params = z.strictObject({
  file: z
    .string()
    .regex(/^\d{4}\.(csv|pdf)$/)
    .transform((name) => ({ year: Number(name.slice(0, 4)), isPdf: name.endsWith(".pdf") }))
    .refine(({ year }) => statementYear.safeParse(year).success),
  bom: byteOrderMark,
});

/** A year's statement, as it is known now. */
export const yearFile: FileRoute<z.output<typeof params>> = {
  path: "/statements/:file",
  policy: { roles: ["creator"] },
  params,
  async make(deps, { creatorId, visitor: { locale, timeZone } }, { file: { year, isPdf }, bom }) {
    const loaded = await loadYear(deps.db, creatorId, { year, timeZone });
    const name = `statement-${year}`;
    if (!isPdf) {
      const body = annualCsv({ ...loaded, timeZone }, { byteOrderMark: bom });
      return { name: `${name}.csv`, type: "text/csv; charset=utf-8", body };
    }
    const payee = await payeeOf(deps.db, creatorId);
    const file = { ...loaded, ...payee, generatedAt: deps.clock.now() };
    return pdfFile(`${name}.pdf`, { kind: "annual", file, reader: { locale, timeZone } });
  },
};
