import {
  isCreatorNotificationKind,
  isKnownCurrency,
  type CreatorNotificationKind,
} from "@payrun/payouts-core";
import type { i18n } from "i18next";
import type { en } from "../en/en.ts";
import { formatList } from "../format/format-names.ts";
import { formatAmount } from "../format/format-number.ts";
import { formatDay, formatInstant } from "../format/format-time.ts";
import { localeOf } from "../locales.ts";
import { itemReasonWords, type StoredItemReason } from "./item-reason-words.ts";
import type { Reader, ReasonWords } from "./reason-words.ts";
import { requirementWords } from "./requirement-words.ts";
import { say, type Values } from "./say.ts";

/** A creator's notification as it is kept. Its kind may be newer than this catalogue. */
export type SpokenNotification = {
  readonly kind: string;
  readonly data: Readonly<Record<string, string | null>>;
};

export type NotificationWords = {
  /** One line, no full stop. */
  readonly title: string;
  /** Whole sentences; what she can do about it is in them. */
  readonly text: string;
  /** Where it leads: a path of the web app, and what the link to it says. */
  readonly link: { readonly path: string; readonly label: string };
};

type TextKey = keyof typeof en.notifications.said;
type LinkKey = keyof typeof en.notifications.links;
type Said = {
  readonly key: TextKey;
  readonly values?: Values;
  readonly link: LinkKey;
  readonly path: string;
};
type Data = SpokenNotification["data"];

/** What a creator is told, in the language of `i18n`: the same in the app and by mail. Never throws. */
export function notificationWords(
  i18n: i18n,
  { kind, data }: SpokenNotification,
  reader: Reader,
): NotificationWords {
  const { key, values, link, path } = isCreatorNotificationKind(kind)
    ? SAID[kind](new Facts(i18n, data, reader))
    : { ...OTHER, values: undefined };
  const filled = values ?? {};
  return {
    title: say(i18n, `notifications:said.${key}.title`, filled),
    text: say(i18n, `notifications:said.${key}.text`, filled),
    link: { path, label: i18n.t(`notifications:links.${link}`) },
  };
}

const OTHER = { key: "other", link: "home", path: "/" } as const satisfies Said;
const ACCOUNT = { link: "account", path: "/get-paid" } as const;
const CALLS = { link: "calls", path: "/calls" } as const;

/** By kind: which text, its numbers, where it leads. */
const SAID: { readonly [Kind in CreatorNotificationKind]: (facts: Facts) => Said } = {
  payout_sent: (facts) => ({ key: "payout_sent", ...facts.payout() }),
  payout_in_bank: (facts) => {
    const trace = facts.text("traceId");
    return { key: trace === "" ? "payout_in_bank" : "payout_in_bank_traced", ...facts.payout({ trace }) };
  },
  payout_failed: (facts) =>
    facts.text("at") === "bank"
      ? { key: "payout_returned", ...facts.payout({ because: facts.bankReason() }) }
      : { key: FAILURES.get(facts.text("at")) ?? "payout_failed", ...facts.payout(facts.reason()) },
  payout_held: (facts) => ({ key: "payout_held", ...facts.payout(facts.reason()) }),
  action_needed: (facts) => ({
    key: oneOf(ACTIONS, facts.text("cause")),
    values: { fields: facts.fields(), deadline: facts.instant("deadlineAt") },
    ...ACCOUNT,
  }),
  account_ready: () => ({ key: "account_ready", ...ACCOUNT }),
  balance_corrected: (facts) => {
    const [cause, payoutItemId] = [facts.text("cause"), facts.text("payoutItemId")];
    return {
      key:
        cause === "adjustment"
          ? `adjustment_${oneOf(DIRECTIONS, facts.text("direction"))}`
          : oneOf(CORRECTIONS, cause),
      values: { amount: facts.amount() },
      ...(payoutItemId === ""
        ? { link: "earnings", path: "/earnings" }
        : { link: "payout", path: `/payouts/${encodeURIComponent(payoutItemId)}` }),
    };
  },
  destination_changed: (facts) => ({
    key: "destination_changed",
    values: {
      account: facts.account(),
      changedAt: facts.instant("changedAt"),
      payableFrom: facts.instant("payableFrom"),
    },
    ...ACCOUNT,
  }),
  call_requested: (facts) => ({ key: "call_requested", values: facts.call(), ...CALLS }),
  call_accepted: (facts) => ({ key: "call_accepted", values: facts.call(), ...CALLS }),
  call_declined: (facts) => {
    const reason = facts.name("declineReason");
    const key = reason === "" ? "call_declined" : "call_declined_because";
    return { key, values: { ...facts.call(), reason }, ...CALLS };
  },
  call_expired: (facts) => ({ key: "call_expired", values: facts.call(), ...CALLS }),
  call_completed: (facts) => ({ key: "call_completed", values: facts.call(), ...CALLS }),
};

const ACTIONS = [
  "requirements_past_due",
  "deadline_near",
  "transfers_inactive",
  "payouts_disabled",
  "account_stopped",
  "account_unreachable",
] as const;
/** By where a payout failed that no bank sent back. */
const FAILURES: ReadonlyMap<string, TextKey> = new Map([
  ["claim", "payout_canceled"],
  ["retry", "payout_delayed"],
]);
const CORRECTIONS = ["refund", "chargeback", "reinstated", "transfer_reversed", "transfer_adopted"] as const;
const DIRECTIONS = ["less", "more"] as const;

function oneOf<Known extends string>(known: readonly [Known, ...Known[]], text: string): Known {
  return known.find((each) => each === text) ?? known[0];
}

/** The numbers and names of a notification, written as this reader's language does it; what is missing is empty. */
class Facts {
  readonly i18n: i18n;
  readonly data: Data;
  readonly reader: Reader;

  constructor(i18n: i18n, data: Data, reader: Reader) {
    this.i18n = i18n;
    this.data = data;
    this.reader = reader;
  }

  text(field: string): string {
    return this.data[field] ?? "";
  }
  /** What other people wrote: one line, and nothing that turns the text around it. */
  name(field: string): string {
    return this.text(field).replaceAll(UNSEEN, " ").replaceAll(/\s+/gu, " ").trim();
  }
  amount(): string {
    const [minor, currency] = [this.text("amountMinor"), this.text("currency")];
    if (!/^-?\d+$/u.test(minor) || !isKnownCurrency(currency)) return minor;
    return formatAmount(localeOf(this.i18n), { amountMinor: BigInt(minor), currency });
  }
  day(): string {
    const at = new Date(`${this.text("periodKey")}T00:00:00Z`);
    return Number.isNaN(at.getTime()) ? this.text("periodKey") : formatDay(localeOf(this.i18n), at, "UTC");
  }
  /** In the reader's zone, with UTC beside. */
  instant(field: string): string {
    const at = new Date(this.text(field));
    if (Number.isNaN(at.getTime())) return "";
    const write = (zone: string) => formatInstant(localeOf(this.i18n), at, zone);
    const [here, utc] = [write(this.reader.timeZone), write("UTC")];
    return here === utc ? utc : this.i18n.t("notifications:beside", { here, utc });
  }
  payout(more: Values = {}): Omit<Said, "key"> {
    const id = this.text("payoutItemId");
    const values = { amount: this.amount(), day: this.day(), ...more };
    return { values, link: "payout", path: id === "" ? "/payouts" : `/payouts/${encodeURIComponent(id)}` };
  }
  call(): Values {
    const somebody = this.i18n.t("notifications:somebody");
    return {
      amount: this.amount(),
      fan: this.name("fanName") || somebody,
      creator: this.name("creatorName") || somebody,
    };
  }
  reason(): Values {
    const { explanation, action } = this.reasonWords();
    return { explanation, action: action.text };
  }
  private reasonWords(): ReasonWords {
    const code = this.text("reasonCode");
    try {
      const reason: StoredItemReason = { ...(JSON.parse(this.text("reason")) as object), code };
      return itemReasonWords(this.i18n, reason, this.reader);
    } catch {
      // A reason of this code with other numbers than this catalogue knows.
      return itemReasonWords(this.i18n, { code: "other" }, this.reader);
    }
  }
  bankReason(): string {
    const code = this.text("reasonCode");
    const known = /^\w+$/u.test(code) && this.i18n.exists(`notifications:bank.${code}`) ? code : "other";
    return say(this.i18n, `notifications:bank.${known}`, {});
  }
  fields(): string {
    const names = this.text("fields").split(" ").filter(Boolean);
    if (names.length === 0) return this.i18n.t("notifications:fields.several");
    return formatList(localeOf(this.i18n), [
      ...new Set(names.map((name) => requirementWords(this.i18n, name))),
    ]);
  }
  account(): string {
    const [last4, bank] = [this.name("last4"), this.name("bankName")];
    if (last4 === "") return this.i18n.t("notifications:account.other");
    return bank === ""
      ? this.i18n.t("notifications:account.ending", { last4 })
      : this.i18n.t("notifications:account.endingAt", { last4, bank });
  }
}

/** Controls, and the marks that reverse or isolate directions. */
const UNSEEN = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
