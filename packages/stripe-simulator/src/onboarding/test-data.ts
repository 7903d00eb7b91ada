import type { FactsChange } from "../accounts/facts.ts";
import { bankCountries } from "../payouts/banks/bank-countries.ts";
import { bankOfToken } from "../payouts/banks/external-account-tokens.ts";
import type { BankFacts } from "../payouts/external-accounts/external-accounts.ts";
import type { AccountRow } from "../state/rows.ts";

/** How a person turns out, by the documented birth dates (docs.stripe.com/connect/testing). */
export const birthDates = {
  at_once: { day: 1, month: 1, year: 1902 },
  after_a_while: { day: 1, month: 1, year: 1901 },
  no_match: { day: 17, month: 5, year: 1990 },
  sanctions: { day: 1, month: 1, year: 1900 },
} as const;

export type PersonOutcome = keyof typeof birthDates;

/** A person who is invented, and turns out as asked. */
export function testPerson({ country, displayName }: AccountRow, outcome: PersonOutcome): FactsChange {
  const [first = "Nova", ...rest] = (displayName ?? "Nova Testperson").split(/\s+/).filter(Boolean);
  return {
    first_name: first,
    last_name: rest.join(" ") || "Testperson",
    dob: birthDates[outcome],
    phone: "0000000000",
    email: "nova@creators.example",
    address: {
      line1: "address_full_match",
      city: "Testville",
      postal_code: country === "US" ? "94107" : "10115",
      state: country === "US" ? "CA" : "Test",
      country,
    },
    ...(country === "US" ? { id_number: "000000000" } : {}),
    relationship: { title: "Owner" },
  };
}

/** A company that is invented. */
export function testCompany({ country }: AccountRow): FactsChange {
  return {
    name: "Testville Creations",
    tax_id: "000000000",
    address: { line1: "address_full_match", city: "Testville", postal_code: "10115", state: "CA", country },
  };
}

/** What a bank says to payouts, and how far its documented number is behind the one that works. */
export const bankOutcomes = { works: 0, no_account: 1, closed: 2 } as const;

export type BankOutcome = keyof typeof bankOutcomes;

const tokenEnds = { works: "", no_account: "_noAccount", closed: "_accountClosed" } as const;

/** The country whose bank accounts an account can be given: the United States where none is documented. */
export function bankCountryOf({ country }: Pick<AccountRow, "country">): string {
  return bankCountries[country] === undefined ? "US" : country;
}

/** Whether bank accounts in the account's country have an IBAN, and no routing number. */
export function usesIban(account: Pick<AccountRow, "country">): boolean {
  return bankCountries[bankCountryOf(account)]?.works === undefined;
}

/** The documented bank account that turns out as asked (docs.stripe.com/connect/testing#account-numbers). */
export function testBank(account: AccountRow, outcome: BankOutcome = "works"): BankFacts {
  const country = bankCountryOf(account);
  const holder = {
    accountHolderName: account.displayName ?? "Nova Testperson",
    accountHolderType: account.businessType === "company" ? "company" : "individual",
  };
  const iban = bankCountries[country]?.iban;
  if (usesIban(account) && iban !== undefined) {
    return { ...holder, country, accountNumber: ibanBehind(iban, bankOutcomes[outcome]) };
  }
  const { accountNumber, routingNumber } = bankOfToken(
    `btok_${country.toLowerCase()}_verified${tokenEnds[outcome]}`,
  );
  return { ...holder, country, accountNumber, routingNumber };
}

/** The IBAN so many numbers further on, with check digits that are right (ISO 13616). */
function ibanBehind(iban: string, steps: number): string {
  const tail = /\d+$/.exec(iban.slice(4))?.[0] ?? "";
  const bank = iban.slice(4, iban.length - tail.length);
  const number = bank + String(BigInt(tail) + BigInt(steps)).padStart(tail.length, "0");
  const country = iban.slice(0, 2);
  const digits = `${number}${country}00`.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${number}`;
}

export const passingDocument = "file_identity_document_success";
export const failingDocument = "file_identity_document_failure";
