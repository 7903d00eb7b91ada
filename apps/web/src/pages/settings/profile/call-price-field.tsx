import { Switch, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { CallPriceText } from "./call-price-text.ts";

export type CallPriceFieldProps = {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly price: CallPriceText;
  readonly onChange: (price: CallPriceText) => void;
  readonly isWrong: boolean;
};

/** Whether she takes calls; if so, for how many tokens. */
export function CallPriceField({ ref, price, onChange, isWrong }: CallPriceFieldProps) {
  const { t } = useTranslation("profiles");
  return (
    <>
      <Switch
        label={t("settings.takesCalls")}
        description={t("settings.takesCallsHint")}
        checked={price.takesCalls}
        onChange={({ currentTarget }) => onChange({ ...price, takesCalls: currentTarget.checked })}
      />
      {price.takesCalls ? (
        <TextInput
          ref={ref}
          label={t("settings.callPrice")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={7}
          maw="18rem"
          value={price.text}
          error={isWrong ? t("settings.callPriceWrong") : null}
          onChange={({ currentTarget }) => onChange({ ...price, text: currentTarget.value })}
        />
      ) : null}
    </>
  );
}
