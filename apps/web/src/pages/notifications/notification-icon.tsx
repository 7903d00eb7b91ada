import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBell,
  IconBuildingBank,
  IconClockPause,
  IconPhone,
  IconSend,
  IconShieldCheck,
  IconShieldLock,
  type TablerIcon,
} from "@tabler/icons-react";
import classes from "./notifications.module.css";

type Tone = "good" | "attention" | "bad" | "neutral";

/** By kind: what it looks like, and how much it matters that she sees it. */
const looks: Readonly<Record<string, readonly [TablerIcon, Tone]>> = {
  payout_sent: [IconSend, "good"],
  payout_in_bank: [IconBuildingBank, "good"],
  payout_failed: [IconAlertTriangle, "bad"],
  payout_held: [IconClockPause, "attention"],
  action_needed: [IconAlertTriangle, "attention"],
  account_ready: [IconShieldCheck, "good"],
  balance_corrected: [IconArrowBackUp, "neutral"],
  destination_changed: [IconShieldLock, "attention"],
  call_requested: [IconPhone, "neutral"],
  call_accepted: [IconPhone, "good"],
  call_declined: [IconPhone, "neutral"],
  call_expired: [IconPhone, "neutral"],
  call_completed: [IconPhone, "good"],
};

/** What kind of thing it is, for the eye alone: the title says it in words. */
export function NotificationIcon({ kind }: { kind: string }) {
  const [Icon, tone] = looks[kind] ?? [IconBell, "neutral"];
  return (
    <span aria-hidden className={classes["icon"]} data-tone={tone}>
      <Icon size={20} />
    </span>
  );
}
