import { ApiError } from "./api-error.ts";

/** Who calls, as far as an error message may say it. */
export type Caller = { readonly maskedKey: string };

/**
 * Accepts `Bearer` or `Basic` (key as user name) with any secret or restricted test key.
 * Throws 401 without a key, with anything that is not a test key, and with a live key: the simulator must
 * never see one.
 */
export function authenticate(authorization: string | undefined): Caller {
  const key = keyOf(authorization);
  if (key === "") {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using " +
        "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication " +
        "for details, or we can help at https://support.stripe.com/.",
    );
  }
  const maskedKey = mask(key);
  if (/^[rs]k_live_/.test(key)) {
    throw unauthorized(
      `Invalid API Key provided: ${maskedKey}. This is a simulator: it never accepts live keys.`,
    );
  }
  if (!/^[rs]k_test_\w+$/.test(key)) throw unauthorized(`Invalid API Key provided: ${maskedKey}`);
  return { maskedKey };
}

function keyOf(authorization: string | undefined): string {
  const [scheme = "", credentials = ""] = (authorization ?? "").trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(credentials, "base64").toString("utf8").split(":", 1)[0] ?? "";
}

/** `sk_test_****wxyz`: the prefix and the last four characters stay. */
function mask(key: string): string {
  const prefix = /^[a-z]+_(?:test|live)_/.exec(key)?.[0] ?? "";
  const secret = key.slice(prefix.length);
  const shown = secret.length > 4 ? secret.slice(-4) : "";
  return prefix + "*".repeat(secret.length - shown.length) + shown;
}

function unauthorized(message: string): ApiError {
  return new ApiError({ status: 401, message, headers: { "WWW-Authenticate": 'Basic realm="Stripe"' } });
}
