import { DefinitionList, Section } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { PayoutDetail } from "../payout-data.ts";
import { Copyable } from "./copyable.tsx";

/** Where it went, and by which numbers support finds it. */
export function PlaceSection({ payout }: { payout: PayoutDetail }) {
  const { t } = useTranslation("payouts");
  const ids = [
    [t("destination"), payout.destinationAccountId],
    [t("transfer"), payout.stripeTransferId],
    [t("payoutId"), payout.payoutItemId],
  ] as const;
  return (
    <Section title={t("accountTitle")}>
      <DefinitionList
        items={ids.flatMap(([term, id]) =>
          id === null ? [] : [{ term, description: <Copyable text={id} what={term} /> }],
        )}
      />
    </Section>
  );
}
