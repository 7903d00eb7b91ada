import { z } from "zod";

export const statementYear = z.int().min(2000).max(2100).describe("A calendar year.");
