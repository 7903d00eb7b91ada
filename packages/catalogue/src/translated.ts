/**
 * The same keys with any text: what a translation of a catalogue must have, no more and no less. A singular (`…_one`)
 * is there where the language has one, which the tests see to: Japanese has none.
 */
export type Translated<Words> = Words extends string
  ? string
  : {
      readonly [Key in keyof Words as Key extends `${string}_one` ? never : Key]: Translated<Words[Key]>;
    } & {
      readonly [Key in keyof Words as Key extends `${string}_one` ? Key : never]?: Translated<Words[Key]>;
    };
