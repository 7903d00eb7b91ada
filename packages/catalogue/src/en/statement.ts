export const statement = {} as const;
