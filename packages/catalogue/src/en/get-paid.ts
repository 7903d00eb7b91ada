export const getPaid = {} as const;
