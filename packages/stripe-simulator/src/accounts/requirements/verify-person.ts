import { factAt, type Facts, textAt } from "../facts.ts";

/** Seconds on the simulator's clock that a check takes when the test value does not say that it is immediate. */
export const verificationSeconds = 10;

export type RequirementError = {
  readonly code: string;
  readonly reason: string;
  readonly requirement: string;
};

/** What the checks of a person say. Fields are relative to the person: `verification.document`. */
export type Verification = {
  readonly status: "unverified" | "pending" | "verified";
  /** Fields that are being looked at. */
  readonly pending: readonly string[];
  /** Fields that have to be given again. */
  readonly errors: readonly RequirementError[];
  /** When what is pending will be known; null when nothing is, or nobody can say. */
  readonly dueSeconds: number | null;
  /** The name is on a list of sanctions: a review that does not end by itself. */
  readonly underReview: boolean;
  readonly document: "none" | "pending" | "verified" | "failed";
};

/** Before anything was looked at. */
export const unchecked: Verification = {
  status: "unverified",
  pending: [],
  errors: [],
  dueSeconds: null,
  underReview: false,
  document: "none",
};

type Checked = { readonly facts: Facts; readonly submittedAt: number };

const birthFields = ["dob.day", "dob.month", "dob.year"];

/**
 * Checks a person by the documented test values (docs.stripe.com/connect/testing): birth dates 1901-01-01 (matches),
 * 1902-01-01 (at once) and 1900-01-01 (sanctions alert), any other does not match; numbers 000000000, 111111111 (no match)
 * and 222222222 (at once); address `address_no_match`; documents `file_identity_document_success` and `…_failure`.
 */
export function verifyPerson({ facts, submittedAt }: Checked, nowSeconds: number): Verification {
  const document = documentState(facts, { submittedAt, nowSeconds });
  const birth = birthDate(facts);
  const quiet = { pending: [], errors: [], dueSeconds: null, underReview: false, document };
  if (document === "failed") return { ...quiet, status: "unverified", errors: [documentFailed] };
  if (birth === null || textAt(facts, "first_name") === null) return { ...quiet, status: "unverified" };
  if (birth === "1900-01-01") {
    return { ...quiet, status: "pending", pending: birthFields, underReview: true };
  }
  if (document === "verified") return { ...quiet, status: "verified" };
  const pendingUntil = submittedAt + verificationSeconds;
  if (document === "pending") {
    return { ...quiet, status: "pending", pending: ["verification.document"], dueSeconds: pendingUntil };
  }
  const errors = mismatches(facts, birth);
  if (errors.length > 0) return { ...quiet, status: "unverified", errors };
  const pending = nowSeconds < pendingUntil ? slowChecks(facts, birth) : [];
  return pending.length === 0
    ? { ...quiet, status: "verified" }
    : { ...quiet, status: "pending", pending, dueSeconds: pendingUntil };
}

/** `1901-01-01`; null while it is not complete. */
export function birthDate(facts: Facts): string | null {
  const [year, month, day] = ["year", "month", "day"].map((part) => factAt(facts, `dob.${part}`));
  if (typeof year !== "number" || typeof month !== "number" || typeof day !== "number") return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function mismatches(facts: Facts, birth: string): RequirementError[] {
  const errors: RequirementError[] = [];
  if (birth !== "1901-01-01" && birth !== "1902-01-01") {
    errors.push({
      code: "verification_failed_keyed_identity",
      reason:
        "The person's keyed-in identity information could not be verified. Correct any errors or upload a document that " +
        "matches the identity fields (e.g., name and date of birth) that you entered.",
      requirement: "verification.document",
    });
  }
  const numberField = isMismatch(facts, "id_number") ? "id_number" : "ssn_last_4";
  if (isMismatch(facts, numberField)) {
    errors.push({
      code: "verification_failed_id_number_match",
      reason: "The ID number that you entered could not be verified. Correct it, or upload a document.",
      requirement: numberField,
    });
  }
  if (textAt(facts, "address.line1") === "address_no_match") {
    errors.push({
      code: "verification_failed_address_match",
      reason: "The address that you entered could not be verified. Correct it, or upload a document.",
      requirement: "address.line1",
    });
  }
  return errors;
}

function isMismatch(facts: Facts, field: "id_number" | "ssn_last_4"): boolean {
  return textAt(facts, field) === (field === "id_number" ? "111111111" : "1111");
}

/** One immediate value answers for the whole person: the result is in the response. */
function slowChecks(facts: Facts, birth: string): string[] {
  const number = textAt(facts, "id_number");
  if (birth === "1902-01-01" || number === "222222222") return [];
  return number === null ? birthFields : ["id_number"];
}

const documentFailed: RequirementError = {
  code: "verification_document_failed_test_mode",
  reason: "A test data helper was supplied to simulate verification failure.",
  requirement: "verification.document",
};

function documentState(
  facts: Facts,
  { submittedAt, nowSeconds }: { readonly submittedAt: number; readonly nowSeconds: number },
): Verification["document"] {
  const file = textAt(facts, "verification.document.front") ?? textAt(facts, "verification.document.back");
  if (file === null) return "none";
  if (file === "file_identity_document_failure") return "failed";
  if (file === "file_identity_document_success") return "verified";
  return nowSeconds < submittedAt + verificationSeconds ? "pending" : "verified";
}
