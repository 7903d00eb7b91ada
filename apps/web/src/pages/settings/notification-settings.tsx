import { Switch, Text, VisuallyHidden } from "@mantine/core";
import { QueryView, RefusalAlert, Section } from "@payrun/ui";
import { IconLock } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";
import classes from "./notifications/notification-settings.module.css";

type Preferences = Awaited<ReturnType<ApiClient["notifications"]["preferences"]["get"]["query"]>>;
type Preference = Preferences["preferences"][number];
type Changed = Parameters<ApiClient["notifications"]["preferences"]["set"]["mutate"]>[0];
type Channel = "inApp" | "mail";

const channels = ["inApp", "mail"] as const satisfies readonly Channel[];

/** What a creator is told, kind by kind, in the app and by mail. Each switch holds at once. */
export function NotificationSettings() {
  const { t } = useTranslation("notifications");
  const trpc = useTRPC();
  const preferences = useQuery(trpc.notifications.preferences.get.queryOptions());
  return (
    <Section title={t("preferences.title")} description={t("preferences.lead")}>
      <QueryView query={preferences}>{(current) => <PreferenceTable {...current} />}</QueryView>
    </Section>
  );
}

function PreferenceTable({ preferences, mailTo }: Preferences) {
  const { t } = useTranslation("notifications");
  const save = useSavePreference();
  return (
    <>
      <table className={classes["table"]}>
        <caption>
          <VisuallyHidden>{t("preferences.lead")}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("preferences.kind")}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {t(`preferences.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preferences.map((preference) => (
            <PreferenceRow key={preference.kind} preference={preference} onChange={save.mutate} />
          ))}
        </tbody>
      </table>
      <RefusalAlert error={save.error} />
      <Text c="dimmed" size="sm" mt="md">
        {t("preferences.mailGoesTo", { email: mailTo })}
      </Text>
    </>
  );
}

type PreferenceRowProps = { readonly preference: Preference; readonly onChange: (changed: Changed) => void };

function PreferenceRow({ preference, onChange }: PreferenceRowProps) {
  const { t } = useTranslation("notifications");
  const { kind, inApp, mail, isLocked } = preference;
  const name = t(`kinds.${kind}.name`);
  return (
    <tr>
      <th scope="row">
        {name}
        <Text component="span" display="block" size="sm" c="dimmed">
          {isLocked ? t("preferences.locked") : t(`kinds.${kind}.about`)}
        </Text>
      </th>
      {channels.map((channel) => (
        <td key={channel}>
          {isLocked ? (
            <AlwaysOn />
          ) : (
            <Switch
              aria-label={t(channel === "inApp" ? "preferences.toggleInApp" : "preferences.toggleMail", {
                kind: name,
              })}
              checked={preference[channel]}
              onChange={({ currentTarget: { checked } }) =>
                onChange({ kind, inApp, mail, [channel]: checked })
              }
            />
          )}
        </td>
      ))}
    </tr>
  );
}

function AlwaysOn() {
  const { t } = useTranslation("notifications");
  return (
    <span className={classes["locked"]}>
      <IconLock size={18} aria-hidden />
      <VisuallyHidden>{t("preferences.alwaysOn")}</VisuallyHidden>
    </span>
  );
}

/** Shows a change before it is saved, and takes it back when it was not. */
function useSavePreference() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const queryKey = trpc.notifications.preferences.get.queryKey();
  return useMutation(
    trpc.notifications.preferences.set.mutationOptions({
      onMutate: (changed) => {
        queryClient.setQueryData(queryKey, (old) => old && withPreference(old, changed));
      },
      onError: () => queryClient.invalidateQueries({ queryKey }),
    }),
  );
}

function withPreference(old: Preferences, changed: Changed): Preferences {
  const preferences = old.preferences.map((each) =>
    each.kind === changed.kind ? { ...each, ...changed } : each,
  );
  return { ...old, preferences };
}
