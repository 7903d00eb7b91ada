/** Placeholder until the contract is derived. */
export const contractVersion = null;
