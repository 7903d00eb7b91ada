import { Button, Chip, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { ConfirmDialog, DoneNote, Section } from "@payrun/ui";
import { useRef, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useTRPCClient } from "../../../app/trpc.ts";
import { useTokenWords } from "../../wallet/use-token-words.ts";
import type { CreatorProfile } from "../creator-profile.ts";
import { useOneClick } from "./use-one-click.ts";
import { useSpending, type Spending } from "./use-spending.ts";
import { WalletChoice } from "./wallet-choice.tsx";

const usualAmounts = ["10", "50", "100", "500"] as const;

/** Gives a creator tokens. Nothing leaves before it is confirmed, with tokens and money in words. */
export function TipForm({ creator }: { creator: CreatorProfile }) {
  const [first] = creator.payableWith;
  return first === undefined ? null : <Form creator={creator} first={first} />;
}

type FormProps = {
  readonly creator: CreatorProfile;
  readonly first: CreatorProfile["payableWith"][number];
};

function Form({ creator, first }: FormProps) {
  const { t } = useTranslation("profiles");
  const words = useTokenWords();
  const spending = useSpending(creator.payableWith, "50", first);
  const [message, setMessage] = useState("");
  const [isAsking, setAsking] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const client = useTRPCClient();
  const tip = useOneClick(
    (wish: TipWish, requestKey) => client.tips.send.mutate({ ...wish, requestKey }),
    () => {
      setAsking(false);
      setMessage("");
    },
  );
  const { tokens, valueMinor, wallet, problem } = spending;
  const name = creator.displayName;

  function review(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    tip.reset();
    if (problem === null) setAsking(true);
    else field.current?.focus();
  }
  const numbers = {
    tokens: words.tokens(tokens ?? 0n),
    money: words.money(valueMinor ?? 0n, wallet.currency),
  };
  return (
    <Section title={t("tip.title")} description={t("tip.description")}>
      <form onSubmit={review} noValidate>
        <Stack gap="md">
          <Amounts spending={spending} error={isChecked ? problem : null} field={field} />
          <Textarea
            label={t("tip.message")}
            description={t("tip.messageHint", { name })}
            autosize
            minRows={2}
            maxLength={500}
            value={message}
            onChange={({ currentTarget }) => setMessage(currentTarget.value)}
          />
          <Button type="submit">{t("tip.review")}</Button>
        </Stack>
      </form>
      <DoneNote>
        {tip.data === undefined
          ? null
          : t("tip.sent", {
              name,
              tokens: words.tokens(tip.data.tokens),
              money: words.money(tip.data.grossMinor, tip.data.currency),
            })}
      </DoneNote>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t("tip.confirmTitle", { name })}
        confirmLabel={t("tip.confirm", numbers)}
        isWorking={tip.isPending}
        error={tip.error}
        onConfirm={() => {
          if (tokens !== null)
            tip.spend({ handle: creator.handle, tokens: Number(tokens), currency: wallet.currency, message });
        }}
      >
        {t("tip.confirmText", numbers)}
      </ConfirmDialog>
    </Section>
  );
}

type AmountsProps = {
  readonly spending: Spending;
  readonly error: string | null;
  readonly field: React.RefObject<HTMLInputElement | null>;
};

function Amounts({ spending, error, field }: AmountsProps) {
  const { t } = useTranslation("profiles");
  const words = useTokenWords();
  const { text, setText, tokens, valueMinor, wallet } = spending;
  const worth =
    tokens === null || valueMinor === null
      ? null
      : t("tip.worth", { tokens: words.tokens(tokens), money: words.money(valueMinor, wallet.currency) });
  return (
    <>
      <WalletChoice spending={spending} />
      <Chip.Group multiple={false} value={text} onChange={setText}>
        <Group gap="xs" role="radiogroup" aria-label={t("tip.choices")}>
          {usualAmounts.map((amount) => (
            <Chip key={amount} value={amount}>
              {amount}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TextInput
        ref={field}
        label={t("tip.amount")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={7}
        required
        withAsterisk={false}
        value={text}
        error={error}
        description={worth ?? " "}
        inputWrapperOrder={["label", "input", "description", "error"]}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </>
  );
}

type TipWish = {
  readonly handle: string;
  readonly tokens: number;
  readonly currency: string;
  readonly message: string;
};
