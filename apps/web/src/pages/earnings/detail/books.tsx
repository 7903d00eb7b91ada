import { Text } from "@mantine/core";
import { Amount, Instant, ResponsiveTable, type Column } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { EarningDetail } from "../earnings-data.ts";

type Posting = EarningDetail["postings"][number] & { readonly currency: string };

const SPOKEN_KINDS = ["earning_recorded", "earning_released", "earning_reversed", "reversal_undone"] as const;

/** The entries that moved an earning, side by side: what an accountant would ask for. */
export function Books({ postings, currency }: { postings: EarningDetail["postings"]; currency: string }) {
  const { t } = useTranslation("earnings");
  const columns = useColumns();
  const entries = Map.groupBy(
    postings.map((posting) => ({ ...posting, currency })),
    ({ key }) => key,
  );
  return [...entries].map(([key, sides]) => (
    <div key={key}>
      <EntryTitle first={sides[0]} />
      <ResponsiveTable
        caption={`${t("detail.entry")} ${key}`}
        columns={columns}
        rows={sides}
        rowKey={({ lineNo }) => String(lineNo)}
      />
    </div>
  ));
}

function EntryTitle({ first }: { first: Posting | undefined }) {
  const { t } = useTranslation("earnings");
  if (first === undefined) return null;
  const kind = SPOKEN_KINDS.find((spoken) => spoken === first.kind);
  return (
    <Text component="p" m={0} mt="md" size="sm">
      <strong>{kind === undefined ? first.kind : t(`detail.kinds.${kind}`)}</strong>,{" "}
      <Instant at={first.effectiveAt} utc="hint" />
    </Text>
  );
}

function useColumns(): readonly Column<Posting>[] {
  const { t } = useTranslation("earnings");
  return [
    {
      key: "account",
      header: t("detail.account"),
      names: "row",
      cell: ({ account }) => t(`detail.accounts.${account}`),
    },
    { key: "side", header: t("detail.side"), cell: ({ direction }) => t(`detail.${direction}`) },
    {
      key: "amount",
      header: t("detail.bookedAmount"),
      align: "end",
      cell: ({ amountMinor, currency }) => <Amount amountMinor={amountMinor} currency={currency} />,
    },
  ];
}
