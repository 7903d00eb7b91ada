import { Anchor, Button, Group } from "@mantine/core";
import { IconFileTypeCsv, IconFileTypePdf } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./payouts.module.css";

type FileLinksProps = {
  /** Without its ending: `/api/files/payouts/{id}`. */
  readonly path: string;
  /** What each file is, for whoever hears the link alone. */
  readonly csvName: string;
  readonly pdfName: string;
};

/** The mark at its start is what spreadsheets need to read the file as UTF-8. */
const csvPath = (path: string) => `${path}.csv?bom=1`;

/** Two short links, for a row of a table. */
export function FileLinks({ path, csvName, pdfName }: FileLinksProps) {
  const { t } = useTranslation("payouts");
  return (
    <span className={classes["files"]}>
      <Anchor href={csvPath(path)} download aria-label={csvName} className={classes["file"]}>
        {t("csv")}
      </Anchor>
      <Anchor href={`${path}.pdf`} download aria-label={pdfName} className={classes["file"]}>
        {t("pdf")}
      </Anchor>
    </span>
  );
}

/** Two buttons, for the head of a page. */
export function FileButtons({ path, csvName, pdfName }: FileLinksProps) {
  const { t } = useTranslation("payouts");
  return (
    <Group gap="sm">
      <Button
        component="a"
        href={csvPath(path)}
        download
        variant="default"
        aria-label={csvName}
        leftSection={<IconFileTypeCsv size={18} aria-hidden />}
      >
        {t("csv")}
      </Button>
      <Button
        component="a"
        href={`${path}.pdf`}
        download
        variant="default"
        aria-label={pdfName}
        leftSection={<IconFileTypePdf size={18} aria-hidden />}
      >
        {t("pdf")}
      </Button>
    </Group>
  );
}
