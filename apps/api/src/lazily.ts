export type Lazy<T> = {
  /** Opens at the first call, and again at the next one after an opening that failed. */
  readonly get: () => Promise<T>;
  /** What is open; null when nothing is. */
  readonly current: () => T | null;
};

/** Lets a process start while what it depends on is away. Calls at the same time share one opening. */
export function lazily<T>(open: () => Promise<T>): Lazy<T> {
  let current: { readonly value: T } | null = null;
  let opening: Promise<T> | null = null;
  const openNow = async (): Promise<T> => {
    try {
      const value = await open();
      current = { value };
      return value;
    } finally {
      opening = null;
    }
  };
  return {
    get: async () => (current === null ? (opening ??= openNow()) : current.value),
    current: () => current?.value ?? null,
  };
}
