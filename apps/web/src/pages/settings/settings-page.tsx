import { PageTitle } from "@payrun/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../app/real-link.tsx";
import { useMe } from "../../app/session/me.ts";
import { NotificationSettings } from "./notification-settings.tsx";
import { PayoutSettings } from "./payout-settings.tsx";
import { ProfileSettings } from "./profile-settings.tsx";
import { RegionSettings } from "./region-settings.tsx";
import { SecuritySettings } from "./security-settings.tsx";
import classes from "./settings.module.css";

type SectionName = "payouts" | "region" | "notifications" | "profile" | "security";

/** The sections of this page; each has an address of its own: `/settings#security`. */
const sections: readonly {
  readonly name: SectionName;
  readonly for: "creator" | "anybody";
  readonly Section: () => ReactNode;
}[] = [
  { name: "payouts", for: "creator", Section: PayoutSettings },
  { name: "region", for: "anybody", Section: RegionSettings },
  { name: "notifications", for: "creator", Section: NotificationSettings },
  { name: "profile", for: "anybody", Section: ProfileSettings },
  { name: "security", for: "anybody", Section: SecuritySettings },
];

export function SettingsPage() {
  const { t } = useTranslation("settings");
  const { role } = useMe();
  const shown = sections.filter((section) => section.for === "anybody" || role === "creator");
  return (
    <>
      <PageTitle title={t("title")} />
      <div className={classes["page"]}>
        <nav aria-label={t("sections.label")} className={classes["sections"]}>
          <ul>
            {shown.map(({ name }) => (
              <li key={name}>
                <RealLink to="/settings" hash={name} underline="hover" className={classes["link"] ?? ""}>
                  {t(`sections.${name}`)}
                </RealLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes["content"]}>
          {shown.map(({ name, Section }) => (
            <div key={name} id={name} className={classes["section"]}>
              <Section />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
