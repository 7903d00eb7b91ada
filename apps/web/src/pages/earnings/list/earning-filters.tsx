import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import { earningsSearch, isFiltered, type EarningsFilter } from "../earnings-search.ts";
import classes from "./list.module.css";

/** What is listed. Each change stands in the address at once: it can be kept, sent, and gone back from. */
export function EarningFilters({ filter }: { filter: EarningsFilter }) {
  const { t } = useTranslation("earnings");
  const navigate = useNavigate({ from: "/earnings" });
  const currencies = useCurrencies();
  const change = (changed: Readonly<Record<keyof EarningsFilter, unknown>> | object) =>
    void navigate({ search: earningsSearch({ ...filter, ...changed }), replace: true, resetScroll: false });
  const { type, state, currency, from, to } = filter;
  const isWrongOrder = from !== undefined && to !== undefined && from > to;
  return (
    <search aria-label={t("filters.title")} className={classes["filters"]}>
      <Select
        label={t("filters.type")}
        placeholder={t("filters.anyType")}
        value={type ?? null}
        onChange={(value) => change({ type: value })}
        data={[
          { value: "tip", label: t("filters.tip") },
          { value: "call", label: t("filters.call") },
        ]}
        clearable
      />
      <Select
        label={t("filters.state")}
        placeholder={t("filters.anyState")}
        value={state ?? null}
        onChange={(value) => change({ state: value })}
        data={[
          { value: "held", label: t("filters.held") },
          { value: "available", label: t("filters.available") },
          { value: "reversed", label: t("filters.reversed") },
        ]}
        clearable
      />
      {currencies.length < 2 && currency === undefined ? null : (
        <Select
          label={t("filters.currency")}
          placeholder={t("filters.anyCurrency")}
          value={currency ?? null}
          onChange={(value) => change({ currency: value })}
          data={[...new Set([...currencies, ...(currency === undefined ? [] : [currency])])]}
          clearable
        />
      )}
      <TextInput
        type="date"
        label={t("filters.from")}
        value={from ?? ""}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("filters.to")}
        value={to ?? ""}
        error={isWrongOrder ? t("filters.wrongOrder") : undefined}
        onChange={({ currentTarget }) => change({ to: currentTarget.value })}
      />
      {isFiltered(filter) ? (
        <Button
          variant="subtle"
          className={classes["clear"]}
          onClick={() => void navigate({ search: {}, replace: true, resetScroll: false })}
        >
          {t("filters.clear")}
        </Button>
      ) : null}
    </search>
  );
}

/** Those in which she has earned. */
function useCurrencies(): readonly string[] {
  const trpc = useTRPC();
  const summary = useQuery(trpc.home.summary.queryOptions());
  return summary.data?.balances.map(({ currency }) => currency) ?? [];
}
