/** The same keys with any text: what a translation of a catalogue must have, no more and no less. */
export type Translated<Words> = Words extends string
  ? string
  : { readonly [Key in keyof Words]: Translated<Words[Key]> };
