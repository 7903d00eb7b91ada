export type ApiErrorFacts = {
  readonly status: number;
  /** `invalid_request_error` unless it is another. */
  readonly type?: string;
  readonly code?: string | undefined;
  readonly param?: string | undefined;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer that refuses. Thrown anywhere in a request; the edge turns it into Stripe's error object. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ status, type = "invalid_request_error", code, param, message, headers = {} }: ApiErrorFacts) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
    this.headers = headers;
  }

  body(requestId: string): string {
    const { code, param } = this;
    return JSON.stringify({
      error: {
        ...(code === undefined
          ? {}
          : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` }),
        message: this.message,
        ...(param === undefined ? {} : { param }),
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
        type: this.type,
      },
    });
  }
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
