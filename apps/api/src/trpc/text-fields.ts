import { isKnownCurrency } from "@payrun/payouts-core";
import { z } from "zod";

/** One line of text, trimmed, that PostgreSQL and a person can read: no control characters, no half surrogate pairs. */
export function line(charactersMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(charactersMax)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u);
}

/** The same with line breaks, however they come, and spaces for tabs, which people paste; may be empty. */
export function paragraph(charactersMax: number) {
  return z
    .string()
    .overwrite((text) => text.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " "))
    .trim()
    .max(charactersMax)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|\n)*$/u);
}

/** A creator's public name, as the host may report one. */
export const handle = z
  .string()
  .regex(/^[^\s\p{Cc}\p{Cs}]{1,64}$/u)
  .describe("A creator's public name.");

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine(isKnownCurrency)
  .describe("ISO 4217, upper case.");

/** A click's own key: the same click twice does one thing. */
export const requestKey = z
  .uuid()
  .describe("Made once for each thing that is asked for; a repeat with the same key changes nothing.");

export const tokensToSpend = z.int().min(1).max(1_000_000).describe("Whole tokens.");
