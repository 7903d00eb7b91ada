import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Says that a change was saved, for screen readers as well; empty until then. */
export function SavedNote({ isSaved }: { isSaved: boolean }) {
  const { t } = useTranslation("settings");
  return (
    <Text role="status" size="sm" style={{ color: "var(--payrun-good)" }}>
      {isSaved ? t("payouts.saved") : ""}
    </Text>
  );
}
