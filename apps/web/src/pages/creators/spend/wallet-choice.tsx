import { NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTokenWords } from "../../wallet/use-token-words.ts";
import type { Spending } from "./use-spending.ts";

/** What can be spent; where somebody has tokens in several currencies, of which. */
export function WalletChoice({ spending }: { spending: Spending }) {
  const { t } = useTranslation("profiles");
  const words = useTokenWords();
  const { wallets, wallet, setCurrency } = spending;
  const { spendableTokens, spendableMinor, currency } = wallet;
  return (
    <>
      {wallets.length > 1 ? (
        <NativeSelect
          label={t("tip.currency")}
          data={wallets.map((each) => each.currency)}
          value={currency}
          onChange={({ currentTarget }) => setCurrency(currentTarget.value)}
        />
      ) : null}
      <Text size="sm" c="dimmed">
        {t("tip.spendable", {
          tokens: words.tokens(spendableTokens),
          money: words.money(spendableMinor, currency),
        })}
      </Text>
    </>
  );
}
