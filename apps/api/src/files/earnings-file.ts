import { earningsForFile } from "@payrun/db";
import { earningsCsv } from "@payrun/statement";
import { z } from "zod";
import { earningFilter, filterFields } from "../creator/earnings/filter-input.ts";
import { inOrder } from "../trpc/calendar-day.ts";
import { byteOrderMark, type FileRoute } from "./file-route.ts";

const params = z
  .strictObject({ ...filterFields, bom: byteOrderMark })
  .refine(inOrder, { message: "`from` comes after `to`", path: ["from"] });

/** The earnings that pass the filter of the earnings page, newest first. */
export const earningsFile: FileRoute<z.output<typeof params>> = {
  path: "/earnings.csv",
  policy: { roles: ["creator"] },
  params,
  async make(deps, { creatorId, visitor: { timeZone } }, { bom, ...fields }) {
    const pages = earningsForFile(deps.db, creatorId, earningFilter(fields, timeZone));
    const body = earningsCsv(pages, { timeZone }, { byteOrderMark: bom });
    return { name: "earnings.csv", type: "text/csv; charset=utf-8", body };
  },
};
