import type { HttpRequest } from "../../../protocol/parameters/raw-parameters.ts";
import type { Faults, Form, Values } from "../form.ts";
import type { Html } from "../../../html.ts";
import type { Visit } from "../visit.ts";

/** One page of the onboarding. */
export type Step = {
  readonly name: "start" | "details" | "bank" | "document" | "review";
  readonly title: string;
  /** What the form shows before anyone touched it: what is known already. */
  readonly known: (visit: Visit) => Form;
  readonly body: (visit: Visit, form: Form, action: string) => Html;
  /** The values of a button of test data. */
  readonly fill?: (visit: Visit, fill: string) => Values;
  /** Takes what was sent; gives what is wrong with it, and nothing is taken then. */
  readonly take: (visit: Visit, values: Values, request: HttpRequest) => Faults;
};
