import { ActionIcon } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** The way to the notifications. */
export function NotificationBell() {
  const { t } = useTranslation();
  return (
    <ActionIcon component={Link} to="/notifications" aria-label={t("bell.quiet")}>
      <IconBell size={20} aria-hidden />
    </ActionIcon>
  );
}
