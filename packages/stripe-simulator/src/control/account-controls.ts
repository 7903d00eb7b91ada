import { newAccount, readyAccount, requirements } from "../accounts/new-account.ts";
import { changeAccount } from "../accounts/change-account.ts";
import { refreshAccount } from "../accounts/requirements/refresh-account.ts";
import { renderAccount } from "../accounts/v1/render-account.ts";
import { balanceOf } from "../balance/post-balance.ts";
import { postMovement } from "../balance/post-movement.ts";
import { onboardByOutcome, onboardingOutcomes } from "../onboarding/onboard-by-outcome.ts";
import { badRequest, noSuch } from "../protocol/api-error.ts";
import { newId } from "../protocol/new-id.ts";
import {
  anything,
  boolean,
  currency,
  integer,
  listOf,
  object,
  oneOf,
  optional,
  required,
  shapeOf,
  text,
} from "../protocol/parameters/parameter.ts";
import type { RawParameters, ValuesOf } from "../protocol/parameters/parameter.ts";
import { type AccountRow, disabledReasons } from "../state/rows.ts";
import type { World } from "../world.ts";
import { controlRoute } from "./control-route.ts";

const accountsPerCallMax = 1000;

const requirementsShape = {
  currentlyDue: optional(listOf(text())),
  pastDue: optional(listOf(text())),
  eventuallyDue: optional(listOf(text())),
  pendingVerification: optional(listOf(text())),
  errors: optional(anything),
  currentDeadline: optional((raw, name) => (raw === null ? null : integer()(raw, name))),
  disabledReason: optional((raw, name) => (raw === null ? null : oneOf(...disabledReasons)(raw, name))),
};

const accountFacts = {
  country: optional(text(2)),
  defaultCurrency: optional(currency),
  email: optional(text()),
  displayName: optional(text()),
  type: optional(text()),
  capabilities: optional(object),
  payoutsEnabled: optional(boolean),
  detailsSubmitted: optional(boolean),
  requirements: optional(shapeOf(requirementsShape)),
  metadata: optional(object),
  closed: optional(boolean),
  deleted: optional(boolean),
  mayGoNegative: optional(boolean),
};

const givenAccount = {
  id: optional(text(255)),
  apiGeneration: optional(integer({ min: 1, max: 2 })),
  /** `ready` (the default) can be paid; `new` still has to be onboarded. */
  state: optional(text()),
  ...accountFacts,
};

export const accountControls = [
  controlRoute({
    method: "POST",
    path: "/accounts",
    parameters: { accounts: required(listOf(shapeOf(givenAccount))) },
    handle: (world, { accounts }) => {
      if (accounts.length > accountsPerCallMax) {
        throw badRequest(undefined, `At most ${accountsPerCallMax} accounts a call`, "accounts");
      }
      return { accounts: accounts.map((given) => ({ id: putAccount(world, given).id })) };
    },
  }),
  controlRoute({
    method: "PATCH",
    path: "/accounts/:id",
    parameters: { ...accountFacts, balance: optional(object) },
    handle: (world, { balance, ...facts }, { id = "" }) => {
      const account = world.state.accounts.get(id);
      if (account === undefined) throw noSuch("account", id);
      changeAccount(world, account, () => {
        Object.assign(account, known(facts, account));
        keepAsSet(account, facts);
        for (const [code, amount] of Object.entries(balance ?? {})) {
          setConnectedBalance(
            world,
            account,
            currency(code, "balance"),
            integer()(amount, `balance[${code}]`),
          );
        }
      });
      return renderAccount(world.state, account);
    },
  }),
  controlRoute({
    method: "POST",
    path: "/accounts/:id/onboard",
    parameters: {
      outcome: required(oneOf(...onboardingOutcomes)),
      /** By when what is missing is due; 30 days for a document, 7 for a proof of address. */
      deadlineSeconds: optional(integer({ min: 1 })),
    },
    handle: (world, { outcome, deadlineSeconds }, { id = "" }) => {
      const account = world.state.accounts.get(id);
      if (account === undefined) throw noSuch("account", id);
      onboardByOutcome(world, account, { outcome, deadlineSeconds });
      return renderAccount(world.state, account);
    },
  }),
];

/** Makes the account, or brings a known one to the given facts, without events. */
function putAccount(world: World, given: ValuesOf<typeof givenAccount>): AccountRow {
  const { id, apiGeneration, state, ...facts } = given;
  const existing = id === undefined ? undefined : world.state.accounts.get(id);
  const make = state === "new" ? newAccount : readyAccount;
  const base =
    existing ??
    make({
      created: world.clock.nowSeconds(),
      ...(id === undefined ? {} : { id }),
      ...(apiGeneration === 2 ? { apiGeneration } : {}),
      ...(facts.country === undefined ? {} : { country: facts.country }),
    });
  Object.assign(base, known(facts, base));
  keepAsSet(base, facts);
  if (existing === undefined) refreshAccount(world, base);
  world.state.accounts.put(base);
  return base;
}

/** Once the standing of an account was set here, it stays as it was set. */
function keepAsSet(account: AccountRow, facts: Partial<ValuesOf<typeof accountFacts>>): void {
  const { capabilities, payoutsEnabled, detailsSubmitted, requirements: due } = facts;
  if ([capabilities, payoutsEnabled, detailsSubmitted, due].some((fact) => fact !== undefined)) {
    account.details.derived = false;
  }
  for (const name of Object.keys(capabilities ?? {})) account.details.requested[name] ??= account.created;
}

/** The facts that were given, in the form of the row. */
function known(
  { capabilities, requirements: due, metadata, ...rest }: Omit<ValuesOf<typeof accountFacts>, never>,
  row: AccountRow,
) {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(capabilities === undefined ? {} : { capabilities: { ...row.capabilities, ...texts(capabilities) } }),
    ...(metadata === undefined ? {} : { metadata: texts(metadata) }),
    ...(due === undefined
      ? {}
      : {
          requirements: requirements({
            ...row.requirements,
            ...Object.fromEntries(Object.entries(due).filter(([, value]) => value !== undefined)),
          }),
        }),
  };
}

function texts(raw: RawParameters): Record<string, string> {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, text()(value, name)]));
}

/** Brings the available balance of a connected account to an amount, below zero too, by an adjustment. */
function setConnectedBalance(world: World, account: AccountRow, code: string, amount: number): void {
  const nowSeconds = world.clock.nowSeconds();
  const difference = amount - balanceOf(world.state, account.id, code).available;
  if (difference === 0) return;
  postMovement(world.state, {
    id: newId("mv"),
    owner: account.id,
    type: "adjustment",
    amount: difference,
    fee: 0,
    currency: code,
    created: nowSeconds,
    availableOn: nowSeconds,
    source: null,
    description: "Set by the simulator",
  });
}
