import { z } from "zod";
import type { Visitor } from "../../trpc/visitor.ts";

const known: ReadonlySet<string> = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

/** An IANA zone; an older name of one is kept as the name in use today. */
export const timeZone = z
  .string()
  .max(64)
  .transform((name, context) => {
    const inUse = nameInUse(name);
    if (inUse !== null) return inUse;
    context.issues.push({ code: "custom", message: "not a time zone", input: name });
    return z.NEVER;
  })
  .describe("An IANA time zone, e.g. Europe/Berlin.");

function nameInUse(name: string): string | null {
  if (known.has(name)) return name;
  try {
    const { timeZone: resolved } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return known.has(resolved) ? resolved : null;
  } catch {
    return null;
  }
}

export const regionShape = z
  .object({
    locale: z.enum(["en", "de", "ja"]),
    timeZone: z.string().describe("IANA name."),
    timeZones: z.array(z.string()).describe("All that can be chosen, in order."),
  })
  .describe("In which language and zone a user reads everything.");

export function regionOf({
  locale,
  timeZone: zone,
}: Pick<Visitor, "locale" | "timeZone">): z.output<typeof regionShape> {
  return { locale, timeZone: zone, timeZones: [...known].toSorted() };
}
