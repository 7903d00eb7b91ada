import { Blockquote, Stack, Text, Title } from "@mantine/core";
import { Amount, DefinitionList, Instant, ResponsiveTable, type Column } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { AddsUp } from "../../home/by-day/adds-up.tsx";
import type { EarningDetail } from "../earnings-data.ts";
import { useEarningName } from "../use-earning-name.ts";
import { Books } from "./books.tsx";

type Reversal = EarningDetail["reversals"][number] & { readonly currency: string };

/** What it was, how it adds up, what was taken back, and what the books say. */
export function EarningStory({ detail: { earning, reversals, postings } }: { detail: EarningDetail }) {
  const { t } = useTranslation("earnings");
  const name = useEarningName()(earning);
  const columns = useReversalColumns();
  const { currency, fan, message } = earning;
  return (
    <Stack gap="lg">
      <div>
        <Title order={3}>
          {fan === null ? (
            name
          ) : (
            <RealLink to="/fans/$fanId" params={{ fanId: fan.fanId }} inherit>
              {name}
            </RealLink>
          )}
        </Title>
        {message === null ? null : <Blockquote mt="sm">{message}</Blockquote>}
      </div>
      <DefinitionList
        items={[
          { term: t("detail.earned"), description: <Instant at={earning.earnedAt} utc="below" /> },
          { term: t("detail.available"), description: <Instant at={earning.availableAt} utc="below" /> },
          { term: t("detail.sourceId"), description: earning.sourceId },
        ]}
      />
      <section aria-labelledby="adds-up">
        <Title order={3} id="adds-up" mb="xs">
          {t("detail.sum")}
        </Title>
        <AddsUp sums={earning} />
      </section>
      {reversals.length === 0 ? null : (
        <section aria-labelledby="reversals">
          <Title order={3} id="reversals" mb="xs">
            {t("detail.reversals")}
          </Title>
          <ResponsiveTable
            caption={t("detail.reversals")}
            columns={columns}
            rows={reversals.map((reversal) => ({ ...reversal, currency }))}
            rowKey={({ reversalId }) => reversalId}
          />
        </section>
      )}
      <section aria-labelledby="books">
        <Title order={3} id="books">
          {t("detail.books")}
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t("detail.booksDescription")}
        </Text>
        <Books postings={postings} currency={currency} />
      </section>
    </Stack>
  );
}

function useReversalColumns(): readonly Column<Reversal>[] {
  const { t } = useTranslation("earnings");
  return [
    {
      key: "what",
      header: t("detail.what"),
      names: "row",
      cell: ({ kind, occurredAt, paidAs }) => (
        <>
          {t(`detail.kind.${kind}`)} ({t(`detail.${paidAs}`)})
          <Text component="span" display="block" size="sm" c="dimmed">
            <Instant at={occurredAt} utc="hint" />
          </Text>
        </>
      ),
    },
    {
      key: "gross",
      header: t("detail.amount"),
      align: "end",
      cell: ({ grossMinor, currency }) => <Amount amountMinor={grossMinor} currency={currency} />,
    },
    {
      key: "net",
      header: t("detail.yourPart"),
      align: "end",
      cell: ({ netMinor, currency }) => <Amount amountMinor={netMinor} currency={currency} />,
    },
  ];
}
