import { Button } from "@mantine/core";
import { IconFileTypeCsv } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { filterOf, type EarningsFilter } from "./earnings-search.ts";

/** The list as it is filtered, whole, as a file. The mark at its start tells spreadsheets that it is UTF-8. */
export function DownloadLink({ filter }: { filter: EarningsFilter }) {
  const { t } = useTranslation("earnings");
  const query = new URLSearchParams({ ...filterOf(filter), bom: "1" });
  return (
    <Button
      component="a"
      href={`/api/files/earnings.csv?${query.toString()}`}
      download
      variant="default"
      leftSection={<IconFileTypeCsv size={18} aria-hidden />}
    >
      {t("filters.download")}
    </Button>
  );
}
