import type { StripeObject } from "./stripe-object.ts";

export type ApiErrorFacts = {
  readonly status: number;
  /** `invalid_request_error` unless it is another. */
  readonly type?: string;
  readonly code?: string | undefined;
  readonly param?: string | undefined;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further fields of the error object, as Stripe names them. */
  readonly details?: ErrorDetails;
};

/** What some errors say beyond code, param and message (docs.stripe.com/api/errors). */
export type ErrorDetails = {
  readonly advice_code?: string;
  /** Id of the charge that failed. */
  readonly charge?: string;
  readonly decline_code?: string;
  readonly network_advice_code?: string;
  readonly network_decline_code?: string;
  /** The whole object. */
  readonly payment_intent?: StripeObject;
  readonly payment_method?: StripeObject;
  readonly payment_method_type?: string;
  readonly setup_intent?: StripeObject;
  readonly source?: StripeObject;
};

/** An answer that refuses. Thrown anywhere in a request; the edge turns it into Stripe's error object. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: ErrorDetails;

  constructor(facts: ApiErrorFacts) {
    const {
      status,
      type = "invalid_request_error",
      code,
      param,
      message,
      headers = {},
      details = {},
    } = facts;
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
    this.headers = headers;
    this.details = details;
  }

  /** The body of the answer, as v1 spells it. */
  body(requestId: string, nowSeconds: number): string {
    const { code, param } = this;
    return JSON.stringify({
      error: {
        ...(code === undefined
          ? {}
          : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` }),
        message: this.message,
        ...(param === undefined ? {} : { param }),
        // Whose log it would be is not known without a key.
        ...(this.status === 401
          ? {}
          : { request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}?t=${nowSeconds}` }),
        type: this.type,
        ...this.details,
      },
    });
  }

  /**
   * The same as v2 spells it: the codes `invalid_fields` and `not_found` where v1 has one for each case
   * (stripe-node Error.js; docs.stripe.com/api/v2).
   */
  bodyV2(): string {
    const { type, message, param } = this;
    const code = codeV2(this);
    return JSON.stringify({
      error: {
        ...(code === undefined ? {} : { code }),
        message,
        ...(param === undefined ? {} : { param }),
        type: code === "rate_limit" ? code : type,
      },
    });
  }
}

function codeV2({ status, type, code }: ApiError): string | undefined {
  if (status === 404 && (code === undefined || code === "resource_missing")) return "not_found";
  const isAboutFields = code === undefined || code === "resource_missing" || code.startsWith("parameter_");
  if (status === 400 && type === "invalid_request_error" && isAboutFields) return "invalid_fields";
  return code;
}

/** 402 `card_error` with the code and the decline code of a test card (docs.stripe.com/declines/codes). */
export function cardError(
  code: string,
  message: string,
  { param, ...details }: ErrorDetails & { readonly param?: string } = {},
): ApiError {
  return new ApiError({ status: 402, type: "card_error", code, param, message, details });
}

/** 400 with a code, the most common refusal. */
export function badRequest(code: string | undefined, message: string, param?: string): ApiError {
  return new ApiError({ status: 400, code, message, param });
}

/** `No such transfer: 'tr_…'`: 404 for an id in the path, 400 for one in a parameter. */
export function noSuch(noun: string, id: string, param = "id"): ApiError {
  return new ApiError({
    status: param === "id" ? 404 : 400,
    code: "resource_missing",
    param,
    message: `No such ${noun}: '${id}'`,
  });
}

/** 403: Stripe does not say whether the account is deleted, of the other mode, or revoked. */
export function accountUnreachable(maskedKey: string, account: string): ApiError {
  return new ApiError({
    status: 403,
    code: "account_invalid",
    message:
      `The provided key '${maskedKey}' does not have access to account '${account}' ` +
      "(or that account does not exist). Application access may have been revoked.",
  });
}

/** 500 with an `api_error`: the caller cannot know what happened. */
export function internalError(): ApiError {
  return new ApiError({
    status: 500,
    type: "api_error",
    message:
      "An unknown error occurred. If you have any questions, we can help at https://support.stripe.com/.",
  });
}
