import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { decimalText, readAmount } from "@payrun/catalogue/browser";
import { Amount, ConfirmDialog, DoneNote, Stat, StatGroup, useViewer } from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../app/trpc.ts";
import { useTokenWords } from "../wallet/use-token-words.ts";
import type { WithdrawalStatus } from "./withdrawal-status.ts";

type Balance = WithdrawalStatus["balances"][number];

/** One currency: what is available, and asking for some of it. */
export function WithdrawalForm({ balance }: { balance: Balance }) {
  const { t } = useTranslation("withdrawals");
  const { money } = useTokenWords();
  const { currency, availableMinor, minimumMinor, mayRequest } = balance;
  const request = useRequest();
  return (
    <Stack gap="md">
      <StatGroup>
        <Stat
          label={t("available", { currency })}
          hint={t("minimum", { money: money(minimumMinor, currency) })}
        >
          <Amount amountMinor={availableMinor} currency={currency} />
        </Stat>
      </StatGroup>
      {mayRequest ? (
        <AmountForm balance={balance} request={request} />
      ) : (
        <Text c="dimmed">{availableMinor < minimumMinor ? t("nothing") : t("isOpen", { currency })}</Text>
      )}
      <DoneNote>
        {request.data === undefined
          ? null
          : t("asked", { money: money(request.data.amountMinor, request.data.currency) })}
      </DoneNote>
    </Stack>
  );
}

function AmountForm({
  balance: { currency, availableMinor },
  request,
}: {
  balance: Balance;
  request: ReturnType<typeof useRequest>;
}) {
  const { t } = useTranslation("withdrawals");
  const { locale } = useViewer();
  const { money } = useTokenWords();
  const example = decimalText({ amountMinor: availableMinor, currency });
  const [text, setText] = useState(locale === "de" ? example.replace(".", ",") : example);
  const [isChecked, setChecked] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const typed = readAmount(locale, text, currency);
  const amountMinor = typed !== null && typed > 0n ? typed : null;

  function review(event: FormEvent): void {
    event.preventDefault();
    setChecked(true);
    request.reset();
    if (amountMinor === null) field.current?.focus();
    else setAsking(true);
  }
  const amount = money(amountMinor ?? 0n, currency);
  return (
    <form onSubmit={review} noValidate>
      <Group align="flex-end" gap="sm">
        <TextInput
          ref={field}
          label={t("amount", { currency })}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          w="100%"
          maw="16rem"
          value={text}
          error={isChecked && amountMinor === null ? t("amountWrong", { example }) : null}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit">{t("ask", { currency })}</Button>
      </Group>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t("confirmTitle")}
        confirmLabel={t("confirm", { money: amount })}
        isWorking={request.isPending}
        error={request.error}
        onConfirm={() => {
          if (amountMinor !== null && !request.isPending) request.mutate({ currency, amountMinor });
        }}
      >
        {t("confirmText", { money: amount })}
      </ConfirmDialog>
    </form>
  );
}

function useRequest() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.withdrawals.request.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries(trpc.withdrawals.pathFilter()),
    }),
  );
}
