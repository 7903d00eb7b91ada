import { Select } from "@mantine/core";
import { formatCountry } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { stripeCountries } from "../to-stripe/stripe-countries.ts";

/** For a creator of whom nobody has told where she lives. */
export function CountrySelect({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (country: string | null) => void;
}) {
  const { t } = useTranslation("getPaid");
  const { locale } = useViewer();
  const data = stripeCountries
    .map((code) => ({ value: code, label: formatCountry(locale, code) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <Select
      label={t("country.label")}
      description={t("country.hint")}
      placeholder={t("country.placeholder")}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      w="100%"
      maw="22rem"
    />
  );
}
