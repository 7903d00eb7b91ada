import { Button, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { callAnswerDays } from "@payrun/payouts-core";
import { ConfirmDialog, DoneNote, Section } from "@payrun/ui";
import { useRef, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { useTRPCClient } from "../../../app/trpc.ts";
import { useTokenWords } from "../../wallet/use-token-words.ts";
import type { CreatorProfile } from "../creator-profile.ts";
import { useOneClick } from "./use-one-click.ts";
import { useSpending } from "./use-spending.ts";
import { WalletChoice } from "./wallet-choice.tsx";

/** Asks a creator for a call, where she takes any. */
export function CallForm({ creator }: { creator: CreatorProfile }) {
  const { t } = useTranslation("profiles");
  const [first] = creator.payableWith;
  const { callPriceTokens } = creator;
  if (first === undefined) return null;
  if (callPriceTokens === null) {
    return (
      <Section title={t("call.title")}>
        <Text c="dimmed">{t("call.takesNone", { name: creator.displayName })}</Text>
      </Section>
    );
  }
  return <Form creator={creator} first={first} priceTokens={callPriceTokens} />;
}

type FormProps = {
  readonly creator: CreatorProfile;
  readonly first: CreatorProfile["payableWith"][number];
  readonly priceTokens: bigint;
};

function Form({ creator, first, priceTokens }: FormProps) {
  const { t } = useTranslation("profiles");
  const words = useTokenWords();
  const spending = useSpending(creator.payableWith, priceTokens.toString(), first);
  const [note, setNote] = useState("");
  const [isAsking, setAsking] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const client = useTRPCClient();
  const call = useOneClick(
    (wish: CallWish, requestKey) => client.calls.request.mutate({ ...wish, requestKey }),
    () => {
      setAsking(false);
      setNote("");
    },
  );
  const { tokens, valueMinor, wallet, text, setText } = spending;
  const name = creator.displayName;
  const tooFew = tokens !== null && tokens < priceTokens;
  const problem = tooFew ? t("call.belowPrice", { tokens: words.tokens(priceTokens) }) : spending.problem;

  function review(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    call.reset();
    if (problem === null) setAsking(true);
    else field.current?.focus();
  }
  const numbers = {
    tokens: words.tokens(tokens ?? 0n),
    money: words.money(valueMinor ?? 0n, wallet.currency),
  };
  return (
    <Section
      title={t("call.title")}
      description={t("call.description", { tokens: words.tokens(priceTokens) })}
    >
      <form onSubmit={review} noValidate>
        <Stack gap="md">
          <WalletChoice spending={spending} />
          <TextInput
            ref={field}
            label={t("call.offer")}
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            required
            withAsterisk={false}
            value={text}
            error={isChecked ? problem : null}
            description={tokens === null ? " " : t("tip.worth", numbers)}
            inputWrapperOrder={["label", "input", "description", "error"]}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Textarea
            label={t("call.note")}
            description={t("call.noteHint", { name })}
            autosize
            minRows={2}
            maxLength={500}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t("call.review")}
          </Button>
        </Stack>
      </form>
      <DoneNote>
        {call.data === undefined ? null : (
          <>
            {t("call.asked", { name })}{" "}
            <RealLink to="/calls" search={{ side: "made" }}>
              {t("call.toCalls")}
            </RealLink>
          </>
        )}
      </DoneNote>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t("call.confirmTitle", { name })}
        confirmLabel={t("call.confirm")}
        isWorking={call.isPending}
        error={call.error}
        onConfirm={() => {
          if (tokens !== null)
            call.spend({ handle: creator.handle, tokens: Number(tokens), currency: wallet.currency, note });
        }}
      >
        {t("call.confirmText", { ...numbers, name, answerDays: callAnswerDays })}
      </ConfirmDialog>
    </Section>
  );
}

type CallWish = {
  readonly handle: string;
  readonly tokens: number;
  readonly currency: string;
  readonly note: string;
};
