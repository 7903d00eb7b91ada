import { Button, Group, Stack, Text } from "@mantine/core";
import { CopyButton } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import classes from "../security.module.css";

/** Shown once. It is left by saying that they are kept. */
export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation("session");
  return (
    <Stack>
      <Text>{t("security.twoFactor.codes.text")}</Text>
      <ul className={classes["codes"]}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="space-between">
        <CopyButton text={codes.join("\n")} what={t("security.twoFactor.codes.all")} />
        <Button onClick={onKept}>{t("security.twoFactor.codes.kept")}</Button>
      </Group>
    </Stack>
  );
}
