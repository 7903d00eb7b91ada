export const earnings = {} as const;
