import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { DoneNote, RefusalAlert } from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC, useTRPCClient, type ApiClient } from "../../../app/trpc.ts";
import { CallPriceField } from "./call-price-field.tsx";
import { readCallPrice, type CallPriceText } from "./call-price-text.ts";

export type OwnProfile = Awaited<ReturnType<ApiClient["profiles"]["mine"]["query"]>>;

/** Saves all of it together. A fan has a name alone. */
export function ProfileForm({ profile }: { profile: OwnProfile }) {
  const { t } = useTranslation("profiles");
  const isCreator = profile.handle !== null;
  const save = useSaveProfile(isCreator);
  const [name, setName] = useState(profile.displayName ?? "");
  const [biography, setBiography] = useState(profile.biography ?? "");
  const [price, setPrice] = useState<CallPriceText>({
    takesCalls: profile.callPriceTokens !== null,
    text: (profile.callPriceTokens ?? 100n).toString(),
  });
  const [isChecked, setChecked] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const priceField = useRef<HTMLInputElement>(null);
  const isNameMissing = name.trim() === "";
  const callPriceTokens = readCallPrice(price);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setChecked(true);
    if (isNameMissing) return nameField.current?.focus();
    if (callPriceTokens === "not_a_price") return priceField.current?.focus();
    if (!save.isPending) save.mutate({ displayName: name, biography, callPriceTokens });
  }

  return (
    <form onSubmit={submit} noValidate onChange={() => save.isSuccess && save.reset()}>
      <Stack gap="md" maw="32rem">
        <TextInput
          ref={nameField}
          label={t("settings.name")}
          autoComplete="name"
          maxLength={120}
          required
          withAsterisk={false}
          value={name}
          error={isChecked && isNameMissing ? t("settings.nameMissing") : null}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {isCreator ? (
          <>
            <Textarea
              label={t("settings.biography")}
              description={t("settings.biographyHint")}
              autosize
              minRows={3}
              maxLength={1_000}
              value={biography}
              onChange={({ currentTarget }) => setBiography(currentTarget.value)}
            />
            <CallPriceField
              ref={priceField}
              price={price}
              onChange={setPrice}
              isWrong={isChecked && callPriceTokens === "not_a_price"}
            />
          </>
        ) : null}
        <RefusalAlert error={save.error} />
        <div>
          <Button type="submit" aria-disabled={save.isPending}>
            {t("settings.save")}
          </Button>
        </div>
      </Stack>
      <DoneNote>{save.isSuccess ? t("settings.saved") : null}</DoneNote>
    </form>
  );
}

type ProfileWish = {
  readonly displayName: string;
  readonly biography: string;
  readonly callPriceTokens: number | null;
};

function useSaveProfile(isCreator: boolean) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: ProfileWish) =>
      isCreator
        ? client.profiles.update.mutate(wish)
        : client.profiles.rename.mutate({ displayName: wish.displayName }),
    onSuccess: (profile) => {
      queryClient.setQueryData(trpc.profiles.mine.queryKey(), profile);
      void queryClient.invalidateQueries(trpc.profiles.creator.pathFilter());
      void queryClient.invalidateQueries(trpc.profiles.creators.pathFilter());
      void queryClient.invalidateQueries(trpc.session.me.pathFilter());
    },
  });
}
