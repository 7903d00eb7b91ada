import { badRequest } from "../../protocol/api-error.ts";
import { endpoint } from "../../protocol/endpoint.ts";
import {
  anything,
  boolean,
  isObject,
  object,
  optional,
  required,
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";
import { newSecret } from "../../protocol/new-id.ts";
import { accountNamed } from "./account-link-endpoints.ts";
import { beginOnboarding } from "./make-account-link.ts";
import { sessionComponents } from "./session-components.ts";

/** Seconds for which a session can be claimed; embedded components then ask for another. */
const lifetimeSeconds = 30 * 60;

/**
 * `POST /v1/account_sessions` (docs.stripe.com/api/account_sessions/create). The components themselves load from Stripe,
 * so nothing here takes the secret.
 */
export const createAccountSession = endpoint({
  method: "POST",
  path: "/v1/account_sessions",
  parameters: { account: required(text()), components: required(object), expand: optional(anything) },
  handle: (call, { account: id, components }) => {
    const account = accountNamed(call, id);
    const shown = Object.fromEntries(
      Object.entries(sessionComponents).map(([name, features]) => [
        name,
        { enabled: false, features: { ...features } },
      ]),
    );
    for (const [name, asked] of Object.entries(components)) {
      shown[name] = readComponent(asked, name);
    }
    beginOnboarding(call.world, account);
    return {
      object: "account_session",
      account: account.id,
      client_secret: `accs_secret__${newSecret("sim")}`,
      components: shown,
      expires_at: call.nowSeconds + lifetimeSeconds,
      livemode: false,
    };
  },
});

function readComponent(raw: unknown, name: string) {
  const param = `components[${name}]`;
  const known: Readonly<Record<string, boolean>> | undefined = sessionComponents[name];
  if (known === undefined) {
    throw badRequest("parameter_unknown", `Received unknown parameter: ${param}`, param);
  }
  const { enabled, features } = shapeOf({ enabled: required(boolean), features: optional(object) })(
    raw,
    param,
  );
  const asked = Object.entries(isObject(features) ? features : {}).map(([feature, value]) => {
    const featureParam = `${param}[features][${feature}]`;
    if (!Object.hasOwn(known, feature)) {
      throw badRequest("parameter_unknown", `Received unknown parameter: ${featureParam}`, featureParam);
    }
    return [feature, boolean(value, featureParam)] as const;
  });
  return { enabled, features: { ...(enabled ? known : allOff(known)), ...Object.fromEntries(asked) } };
}

function allOff(features: Readonly<Record<string, boolean>>): Record<string, boolean> {
  return Object.fromEntries(Object.keys(features).map((name) => [name, false]));
}
