import type { SentRequest } from "./check/decode-request.ts";
import { loadStripeContract } from "./stripe-contract.ts";

/** What a simulator tells of a call; the part of it that is read here. */
export type ObservedExchange = {
  readonly request: SentRequest & {
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  };
  readonly status: number;
  readonly body: string;
};

export type ContractWatch = {
  /** Options of a simulator: it tells of its calls, and of its snapshot events. */
  readonly observers: {
    readonly observe: (exchange: ObservedExchange) => void;
    readonly observeEvent: (body: string) => void;
  };
  /** For a server that answers what no Stripe would: only what Payrun asked of it is checked. */
  readonly observeRequest: (request: SentRequest) => void;
  /** Throws one error that lists every distinct violation so far. */
  readonly expectNone: () => void;
};

/**
 * Watches a simulator's calls: every answer is checked, and the request too when Payrun's provider sent it. Each
 * distinct violation is told once, as it happens, to `tell`.
 */
export async function contractWatch(tell?: (violation: string) => void): Promise<ContractWatch> {
  const contract = await loadStripeContract();
  const found = new Map<string, string>();
  const note = (violations: readonly string[]): void => {
    for (const violation of violations) {
      const kind = violation.replaceAll(/\/\d+(?=[/ ])/g, "/*");
      if (found.has(kind)) continue;
      found.set(kind, violation);
      tell?.(violation);
    }
  };
  return {
    observers: {
      observe: ({ request, status, body }) => {
        const checkRequest = isFromPayrun(request.headers);
        note(contract.violationsOf({ ...request, status, responseBody: body }, { checkRequest }));
      },
      observeEvent: (body) => note(contract.violationsOfEvent(body)),
    },
    observeRequest: (request) => note(contract.violationsOfRequest(request)),
    expectNone: () => {
      if (found.size === 0) return;
      throw new Error(["Stripe's contract was broken:", ...found.values()].join("\n  "));
    },
  };
}

/** The provider names its own HTTP client, which the official client passes on. */
function isFromPayrun(headers: ObservedExchange["request"]["headers"]): boolean {
  return String(headers["x-stripe-client-user-agent"] ?? "").includes('"httplib":"payrun"');
}
