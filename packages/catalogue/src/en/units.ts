/** Numbers with their nouns. */
export const units = {
  tokens_one: "{{tokens}} token",
  tokens_other: "{{tokens}} tokens",
} as const;
