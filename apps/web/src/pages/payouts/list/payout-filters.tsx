import { Button, NativeSelect } from "@mantine/core";
import { payoutStates } from "@payrun/payouts-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import { payoutsSearch, type PayoutsSearch } from "../payouts-search.ts";
import classes from "../payouts.module.css";

/** What the list shows; kept in the address. */
export function PayoutFilters() {
  const { t } = useTranslation("payouts");
  const search = useSearch({ from: "/shell/member/creator/payouts" });
  const navigate = useNavigate({ from: "/payouts" });
  const trpc = useTRPC();
  const years = useQuery(trpc.payouts.years.queryOptions()).data?.years ?? [];
  const totals = useQuery(trpc.payouts.totals.queryOptions()).data?.totals ?? [];
  const currencies = withChosen(
    totals.map(({ currency }) => currency),
    search.currency,
  );
  const show = (next: PayoutsSearch) => void navigate({ search: next, replace: true });
  const change = (field: keyof PayoutsSearch, value: string) => {
    const { [field]: _old, ...rest } = search;
    show(value === "" ? rest : payoutsSearch({ ...rest, [field]: value }));
  };
  return (
    <form
      className={classes["filters"]}
      aria-label={t("filters.label")}
      onSubmit={(event) => event.preventDefault()}
    >
      <NativeSelect
        label={t("filters.state")}
        value={search.state ?? ""}
        onChange={({ currentTarget }) => change("state", currentTarget.value)}
        data={[
          { value: "", label: t("filters.anyState") },
          ...payoutStates.map((state) => ({ value: state, label: t(`states.${state}`) })),
        ]}
      />
      <NativeSelect
        label={t("filters.year")}
        value={String(search.year ?? "")}
        onChange={({ currentTarget }) => change("year", currentTarget.value)}
        data={[{ value: "", label: t("filters.anyYear") }, ...withChosen(years, search.year).map(String)]}
      />
      {currencies.length > 1 ? (
        <NativeSelect
          label={t("filters.currency")}
          value={search.currency ?? ""}
          onChange={({ currentTarget }) => change("currency", currentTarget.value)}
          data={[{ value: "", label: t("filters.anyCurrency") }, ...currencies]}
        />
      ) : null}
      {Object.keys(search).length > 0 ? (
        <Button variant="default" className={classes["clear"]} onClick={() => show({})}>
          {t("filters.clear")}
        </Button>
      ) : null}
    </form>
  );
}

/** Each once; what the address says is among them, even if nothing is like that. */
function withChosen<Value>(values: readonly Value[], chosen: Value | undefined): readonly Value[] {
  return [...new Set(chosen === undefined ? values : [...values, chosen])];
}
