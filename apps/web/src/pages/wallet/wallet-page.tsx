import { Stack, Text } from "@mantine/core";
import { Amount, EmptyState, PageTitle, QueryView, Section, Stat, StatGroup } from "@payrun/ui";
import { IconCoins } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import { PurchaseList } from "./purchase-list.tsx";
import { SpendingList } from "./spending-list.tsx";
import { useTokenWords } from "./use-token-words.ts";
import classes from "./wallet.module.css";

type Wallet = Awaited<ReturnType<ApiClient["wallet"]["get"]["query"]>>["wallets"][number];

/** A fan's tokens: what there is, what it was spent on, what was bought. */
export function WalletPage() {
  const { t } = useTranslation("wallet");
  const trpc = useTRPC();
  const wallets = useQuery(trpc.wallet.get.queryOptions());
  return (
    <>
      <PageTitle title={t("title")} description={t("description")} />
      <QueryView query={wallets}>
        {(data) =>
          data.wallets.length === 0 ? (
            <EmptyState icon={IconCoins} title={t("emptyTitle")} text={t("emptyText")} />
          ) : (
            <Stack gap="lg">
              <div className={classes["balances"]}>
                {data.wallets.map((wallet) => (
                  <Balance key={wallet.currency} wallet={wallet} isOnly={data.wallets.length === 1} />
                ))}
              </div>
              <Text size="sm" c="dimmed">
                {t("whereToBuy")}
              </Text>
              <SpendingList />
              <PurchaseList />
            </Stack>
          )
        }
      </QueryView>
    </>
  );
}

function Balance({ wallet, isOnly }: { wallet: Wallet; isOnly: boolean }) {
  const { t } = useTranslation("wallet");
  const words = useTokenWords();
  const { currency, price, balanceMinor, spendableMinor, spokenForMinor } = wallet;
  return (
    <Section title={isOnly ? t("balances") : t("balancesIn", { currency })}>
      <StatGroup>
        <Stat
          label={t("toSpend")}
          emphasis="main"
          hint={<Amount amountMinor={spendableMinor} currency={currency} />}
        >
          {words.tokens(wallet.spendableTokens)}
        </Stat>
        {spokenForMinor > 0n ? (
          <Stat label={t("setAside")} hint={t("setAsideHint")}>
            <Amount amountMinor={spokenForMinor} currency={currency} />
          </Stat>
        ) : null}
        {spokenForMinor > 0n ? (
          <Stat label={t("balance")} hint={<Amount amountMinor={balanceMinor} currency={currency} />}>
            {words.tokens(wallet.tokens)}
          </Stat>
        ) : null}
      </StatGroup>
      {price === null ? null : (
        <Text size="sm" c="dimmed" mt="md">
          {t("price", {
            tokens: words.tokens(price.tokens),
            money: words.money(price.amountMinor, currency),
          })}
        </Text>
      )}
    </Section>
  );
}
