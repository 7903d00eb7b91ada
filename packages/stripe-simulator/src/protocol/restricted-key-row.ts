/** What a restricted key may do with one kind of resource. */
export type Access = "none" | "read" | "write";

/** A restricted key (`rk_test_…`) whose permissions were set; an unknown one may do everything. */
export type RestrictedKeyRow = {
  /** The key itself. */
  readonly id: string;
  permissions: Readonly<Record<string, Access>>;
};
