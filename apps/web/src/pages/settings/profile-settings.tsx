import { QueryView, Section } from "@payrun/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ProfileForm } from "./profile/profile-form.tsx";

/** What others see of the viewer: a creator's name, words and price for calls; a fan's name. */
export function ProfileSettings() {
  const { t } = useTranslation("profiles");
  const trpc = useTRPC();
  const profile = useQuery(trpc.profiles.mine.queryOptions());
  const handle = profile.data?.handle ?? null;
  return (
    <Section
      title={t("settings.title")}
      description={t("settings.description")}
      actions={
        handle === null ? undefined : (
          <RealLink to="/creators/$handle" params={{ handle }}>
            {t("settings.see")}
          </RealLink>
        )
      }
    >
      <QueryView query={profile}>{(data) => <ProfileForm profile={data} />}</QueryView>
    </Section>
  );
}
