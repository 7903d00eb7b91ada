import { ApiError } from "../api-error.ts";

/** Who calls; an error message may say `maskedKey`, never `key`. */
export type Caller = { readonly key: string; readonly maskedKey: string };

/** Keys of today's length show six characters in error messages, the short ones of old four (stripe-node#2246). */
const longSecret = 60;

/**
 * Accepts `Bearer` or `Basic` (key as user name) with any secret or restricted test key.
 * Throws 401 without a key, with anything that is not a test key, and with a live key: the simulator must
 * never see one. Throws 403 `secret_key_required` for a publishable key.
 */
export function authenticate(authorization: string | null): Caller {
  const key = keyOf(authorization ?? "");
  if (key === "") {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using " +
        "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication " +
        "for details, or we can help at https://support.stripe.com/.",
    );
  }
  const maskedKey = mask(key);
  if (/^[rsp]k_live_/.test(key)) {
    throw unauthorized(
      `Invalid API Key provided: ${maskedKey}. This is a simulator: it never accepts live keys.`,
    );
  }
  if (/^pk_test_\w+$/.test(key)) throw publishableKey();
  if (!/^[rs]k_test_\w+$/.test(key)) throw unauthorized(`Invalid API Key provided: ${maskedKey}`);
  return { key, maskedKey };
}

function keyOf(authorization: string): string {
  const [scheme = "", credentials = ""] = authorization.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(credentials, "base64").toString("utf8").split(":", 1)[0] ?? "";
}

/** `sk_test_****wxyz`: the prefix and the last characters stay, the length too. */
function mask(key: string): string {
  const prefix = /^[a-z]+_(?:test|live)_/.exec(key)?.[0] ?? "";
  const secret = key.slice(prefix.length);
  const tail = secret.length >= longSecret ? 6 : 4;
  const shown = secret.length > tail ? secret.slice(-tail) : "";
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
