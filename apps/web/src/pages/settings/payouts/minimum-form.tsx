import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { decimalText, formatAmount, readAmount } from "@payrun/catalogue/browser";
import { useRefusalSentence, useViewer } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import { SavedNote } from "./saved-note.tsx";
import { useSettled, type PayoutSettingsData } from "./use-settled.ts";

type Minimum = PayoutSettingsData["minimums"][number];

/** Her own smallest payout, for each currency that she has a balance in. */
export function MinimumForms({ settings: { minimums } }: { settings: PayoutSettingsData }) {
  const { t } = useTranslation("settings");
  return (
    <div>
      <Title order={3}>{t("payouts.smallest")}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("payouts.smallestHint")}
      </Text>
      <Stack>
        {minimums.map((minimum) => (
          <MinimumForm key={minimum.currency} minimum={minimum} />
        ))}
      </Stack>
    </div>
  );
}

function MinimumForm({
  minimum: { currency, platformMinor, ownMinor, effectiveMinor },
}: {
  minimum: Minimum;
}) {
  const { t } = useTranslation("settings");
  const { locale } = useViewer();
  const trpc = useTRPC();
  const set = useMutation(trpc.settings.setMinimum.mutationOptions({ onSuccess: useSettled() }));
  const [text, setText] = useState(ownMinor === null ? "" : written(ownMinor));
  const [isWrong, setWrong] = useState(false);
  const refusal = useRefusalSentence(set.error);

  function written(amountMinor: bigint): string {
    const plain = decimalText({ amountMinor, currency });
    return locale === "de" ? plain.replace(".", ",") : plain;
  }

  function save(event: FormEvent): void {
    event.preventDefault();
    const amountMinor = text.trim() === "" ? null : readAmount(locale, text, currency);
    const isNoAmount = amountMinor === null && text.trim() !== "";
    setWrong(isNoAmount);
    if (!isNoAmount && !set.isPending) set.mutate({ currency, amountMinor });
  }

  const amount = (amountMinor: bigint) => formatAmount(locale, { amountMinor, currency });
  const error = isWrong ? t("payouts.notAnAmount", { currency, example: written(platformMinor) }) : refusal;
  return (
    <form onSubmit={save} noValidate>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t("payouts.own", { currency })}
          description={t("payouts.ownHint", { platform: amount(platformMinor) })}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          error={error}
          w="100%"
          maw="24rem"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
            set.reset();
          }}
        />
        <Button type="submit" variant="default" aria-disabled={set.isPending}>
          {t("payouts.saveMinimum")}
        </Button>
      </Group>
      <Group gap="sm" mt={4}>
        <Text size="sm">{t("payouts.counts", { amount: amount(effectiveMinor) })}</Text>
        <SavedNote isSaved={set.isSuccess} />
      </Group>
    </form>
  );
}
