import { ApiError } from "../api-error.ts";

/** Who calls; an error message may say `maskedKey`, never `key`. */
export type Caller = { readonly key: string; readonly maskedKey: string };

/** Keys of today's length show six characters in error messages, the short ones of old four (stripe-node#2246). */
const longSecret = 60;

const deleteSpaces =
  "This key contains at least one space. Please delete the spaces and try again. If you have any questions, we can " +
  "help at https://support.stripe.com/.";

/**
 * Accepts `Bearer` or `Basic` (key as user name) with any secret or restricted test key.
 * Throws 401 without a key, with anything that is not a test key, and with a live key: the simulator must
 * never see one. Throws 403 `secret_key_required` for a publishable key.
 */
export function authenticate(authorization: string | null): Caller {
  const header = (authorization ?? "").trim();
  const key = keyOf(header);
  if (key === null) throw unauthorized(noKeyIn(header));
  const maskedKey = mask(key);
  if (/\s/.test(key)) throw unauthorized(`Invalid API Key provided: ${maskedKey}. ${deleteSpaces}`);
  if (/^[rsp]k_live_/.test(key)) {
    throw unauthorized(
      `Invalid API Key provided: ${maskedKey}. This is a simulator: it never accepts live keys.`,
    );
  }
  if (/^pk_test_\w+$/.test(key)) throw publishableKey();
  if (!/^[rs]k_test_\w+$/.test(key)) throw unauthorized(`Invalid API Key provided: ${maskedKey}`);
  return { key, maskedKey };
}

/** Null when there is none. */
function keyOf(header: string): string | null {
  const [, scheme = "", credentials = ""] = /^(\S*)\s*(.*)$/.exec(header) ?? [];
  if (scheme.toLowerCase() === "bearer") return credentials || null;
  if (scheme.toLowerCase() !== "basic") return null;
  return Buffer.from(credentials, "base64").toString("utf8").split(":", 1)[0] || null;
}

function noKeyIn(header: string): string {
  const help =
    "See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";
  const isScheme = header === "" || /^(?:bearer|basic)\b/i.test(header);
  return isScheme
    ? "You did not provide an API key. You need to provide your API key in the Authorization header, using " +
        `Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). ${help}`
    : `You did not provide an API key, though you did set your Authorization header to "${masked(header)}". Using ` +
        `Bearer auth, your Authorization header should look something like 'Authorization: Bearer YOUR_SECRET_KEY'. ${help}`;
}

/** A key that was sent without a scheme must not be read in a log either. */
function masked(header: string): string {
  return header.replace(/\b[a-z]+_(?:test|live)_\S+/g, mask);
}

/** `sk_test_****wxyz`: the prefix and the last characters stay, the length too; `nil` is no secret. */
function mask(key: string): string {
  const prefix = /^[a-z]+_(?:test|live)_/.exec(key)?.[0] ?? "";
  const secret = key.slice(prefix.length);
  const tail = secret.length >= longSecret ? 6 : 4;
  const shown = secret.slice(-tail);
  return prefix + "*".repeat(secret.length - shown.length) + shown;
}

function unauthorized(message: string): ApiError {
  return new ApiError({ status: 401, message, headers: { "WWW-Authenticate": 'Basic realm="Stripe"' } });
}

function publishableKey(): ApiError {
  return new ApiError({
    status: 403,
    code: "secret_key_required",
    message:
      "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your " +
      "API keys at https://dashboard.stripe.com/account/apikeys.",
  });
}
