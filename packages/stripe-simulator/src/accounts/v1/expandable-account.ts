import { expandableList, type ExpandableObject, notSimulated } from "../../protocol/expand.ts";

const expandableDocument: ExpandableObject = { back: notSimulated, front: notSimulated };

/** What `expand` reaches from a person. */
export const expandablePerson: ExpandableObject = {
  verification: () => ({
    additional_document: () => expandableDocument,
    document: () => expandableDocument,
  }),
};

/** What `expand` reaches from an external account. */
export const expandableExternalAccount: ExpandableObject = {
  account: () => expandableAccount,
  customer: notSimulated,
};

/** What `expand` reaches from an account. */
export const expandableAccount: ExpandableObject = {
  company: () => ({ verification: () => ({ document: () => expandableDocument }) }),
  external_accounts: () => expandableList(expandableExternalAccount),
  individual: () => expandablePerson,
  settings: () => expandableSettings,
};

const expandableSettings: ExpandableObject = {
  branding: () => ({ icon: notSimulated, logo: notSimulated }),
  invoices: () => ({ default_account_tax_ids: () => ({ customer: notSimulated }) }),
};
