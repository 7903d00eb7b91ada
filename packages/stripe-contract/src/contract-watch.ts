import { loadStripeContract } from "./stripe-contract.ts";

/** What a simulator tells of a call; the part of it that is read here. */
export type ObservedExchange = {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
  };
  readonly status: number;
  readonly body: string;
};

export type ContractWatch = {
  readonly observe: (exchange: ObservedExchange) => void;
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
  return {
    observe: ({ request, status, body }) => {
      const violations = contract.violationsOf(
        { ...request, status, responseBody: body },
        { checkRequest: isFromPayrun(request.headers) },
      );
      for (const violation of violations) {
        const kind = violation.replace(/\/\d+(?=[/ ])/g, "/*");
        if (found.has(kind)) continue;
        found.set(kind, violation);
        tell?.(violation);
      }
    },
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
