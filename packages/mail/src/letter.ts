import type { Locale } from "@payrun/catalogue";

/** What one mail says, in words; how it looks is decided where it is drawn. */
export type Letter = {
  readonly locale: Locale;
  readonly subject: string;
  /** The first lines, below the subject, which repeats as the heading. */
  readonly paragraphs: readonly string[];
  /** The one thing to press; null: there is none. */
  readonly action: { readonly label: string; readonly url: string } | null;
  /** Why she gets it. */
  readonly why: string;
  /** Where to change that; null: it cannot be changed. */
  readonly settings: { readonly label: string; readonly url: string } | null;
  /** Shows the address of the action, too, for who does not trust buttons. */
  readonly showsAddress: string | null;
};
