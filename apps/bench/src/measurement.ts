/** One line of the benchmark: what was measured, what it must reach, and whether it did. */
export type Measurement = {
  readonly name: string;
  readonly measure: string;
  readonly value: number;
  /** e.g. `<= 30`; null: told, not judged. */
  readonly must: string | null;
  readonly met: boolean | null;
};

export function atMost(name: string, measure: string, value: number, limit: number): Measurement {
  return { name, measure, value, must: `<= ${limit}`, met: value <= limit };
}

export function atLeast(name: string, measure: string, value: number, limit: number): Measurement {
  return { name, measure, value, must: `>= ${limit}`, met: value >= limit };
}

export function told(name: string, measure: string, value: number): Measurement {
  return { name, measure, value, must: null, met: null };
}
