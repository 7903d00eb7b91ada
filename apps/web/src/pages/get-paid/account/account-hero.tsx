import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { disabledReasonWords, formatInstant } from "@payrun/catalogue/browser";
import { StatusBadge, useViewer } from "@payrun/ui";
import { IconExternalLink } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { SupportLink } from "../../../app/support-link.tsx";
import { ChangeDestinationDialog } from "../bank/change-destination-dialog.tsx";
import { StripeRefusal } from "../to-stripe/stripe-refusal.tsx";
import {
  useDashboardPage,
  useOnboardingPage,
  type AccountStatus,
  type StripePage,
} from "../to-stripe/use-stripe-page.ts";
import { accountScene, deadlineOf, type AccountScene } from "./account-scene.ts";
import { CountrySelect } from "./country-select.tsx";
import classes from "./account.module.css";

/** Where she stands, in one sentence, and the one thing to do about it. */
export function AccountHero({ status }: { status: AccountStatus }) {
  const { t } = useTranslation("getPaid");
  const id = useId();
  const scene = accountScene(status);
  return (
    <Card component="section" aria-labelledby={id} className={classes["hero"] ?? ""} data-tone={scene.tone}>
      <Stack gap="md" align="flex-start">
        <StatusBadge tone={scene.tone}>{t(`badge.${status.standing}`)}</StatusBadge>
        <div>
          <Title order={2} id={id}>
            {t(`state.${scene.words}.title`)}
          </Title>
          <Text mt={6} maw="42rem">
            <SceneText status={status} scene={scene} />
          </Text>
        </div>
        <NextStep status={status} scene={scene} />
      </Stack>
    </Card>
  );
}

function SceneText({ status, scene }: { status: AccountStatus; scene: AccountScene }) {
  const { t, i18n } = useTranslation("getPaid");
  const { locale, timeZone } = useViewer();
  const deadline = deadlineOf(status);
  if (scene.words === "dueBy")
    return deadline === null
      ? t("state.due.text")
      : t("state.dueBy.text", { deadline: formatInstant(locale, deadline, timeZone) });
  if (scene.words === "restricted" && status.disabledReason !== null)
    return t("state.restricted.because", { because: disabledReasonWords(i18n, status.disabledReason) });
  return t(`state.${scene.words}.text`);
}

function NextStep({ status, scene }: { status: AccountStatus; scene: AccountScene }) {
  switch (scene.leadsTo) {
    case "onboarding":
      return <OnboardingStep status={status} words={scene.words} />;
    case "dashboard":
      return <DashboardStep words={scene.words} />;
    case "change_bank":
    case "new_account":
      return <ConfirmedStep status={status} scene={scene} />;
    case null:
      return scene.words === "restricted" ? <SupportLink facts={status.stripeAccountId ?? ""} /> : null;
  }
}

type Actionable = Exclude<AccountScene["words"], "inReview" | "restricted">;

function OnboardingStep({ status, words }: { status: AccountStatus; words: AccountScene["words"] }) {
  const page = useOnboardingPage();
  const [country, setCountry] = useState<string | null>(null);
  const asksCountry = status.standing === "none" && status.country === null;
  return (
    <>
      {asksCountry ? <CountrySelect value={country} onChange={setCountry} /> : null}
      <ToStripe words={words} page={page} onClick={() => page.open(country ?? undefined)} />
    </>
  );
}

function DashboardStep({ words }: { words: AccountScene["words"] }) {
  const page = useDashboardPage();
  return <ToStripe words={words} page={page} onClick={() => page.open()} />;
}

function ConfirmedStep({ status, scene }: { status: AccountStatus; scene: AccountScene }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ToStripe words={scene.words} page={null} onClick={() => setOpen(true)} />
      <ChangeDestinationDialog
        status={status}
        leadsTo={scene.leadsTo === "new_account" ? "onboarding" : "dashboard"}
        opened={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

type ToStripeProps = {
  readonly words: AccountScene["words"];
  /** Null: it asks first. */
  readonly page: StripePage | null;
  readonly onClick: () => void;
};

function ToStripe({ words, page, onClick }: ToStripeProps) {
  const { t } = useTranslation("getPaid");
  if (!isActionable(words)) return null;
  return (
    <>
      <Group gap="md">
        <Button
          variant={words === "ready" ? "default" : "filled"}
          rightSection={<IconExternalLink size={16} aria-hidden />}
          aria-disabled={page?.isOpening ?? false}
          onClick={onClick}
        >
          {t(`state.${words}.action`)}
        </Button>
        {comesBack(words) ? (
          <Text size="sm" c="dimmed">
            {t("leave")}
          </Text>
        ) : null}
      </Group>
      <StripeRefusal page={page} />
    </>
  );
}

/** Stripe's dashboard sends nobody back. */
function comesBack(words: AccountScene["words"]): boolean {
  return words !== "ready" && words !== "settleBalance" && words !== "replaceBank";
}

function isActionable(words: AccountScene["words"]): words is Actionable {
  return words !== "inReview" && words !== "restricted";
}
