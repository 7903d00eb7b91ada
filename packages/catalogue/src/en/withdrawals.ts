export const withdrawals = {} as const;
