import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "./session/me.ts";

/**
 * Beside words that send somebody to support: starts a mail to it. Nothing where the platform names no address here.
 *
 * @param facts what support needs to find her case; the mail begins with it.
 */
export function SupportLink({ facts }: { facts?: string }) {
  const { t } = useTranslation();
  const { supportEmail } = useMe();
  if (supportEmail === null) return null;
  const body = facts === undefined ? "" : `?body=${encodeURIComponent(facts)}`;
  return (
    <Anchor href={`mailto:${encodeURIComponent(supportEmail).replace("%40", "@")}${body}`}>
      {t("writeToSupport", { email: supportEmail })}
    </Anchor>
  );
}
