import { Anchor, Button, Group, Select, Stack, Text } from "@mantine/core";
import { formatInstant, isLocale, locales } from "@payrun/catalogue/browser";
import { QueryView, RefusalAlert, Section, useViewer } from "@payrun/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSpeech } from "../../app/speech/speech-provider.tsx";
import { type ApiClient, useTRPC } from "../../app/trpc.ts";
import { SavedNote } from "./payouts/saved-note.tsx";

type Region = Awaited<ReturnType<ApiClient["settings"]["region"]["query"]>>;

/** In which language and zone everything is read. */
export function RegionSettings() {
  const { t } = useTranslation("settings");
  const trpc = useTRPC();
  const region = useQuery(trpc.settings.region.queryOptions());
  return (
    <Section title={t("region.title")} description={t("region.description")}>
      <QueryView query={region}>{(current) => <RegionForm region={current} />}</QueryView>
    </Section>
  );
}

function RegionForm({ region }: { region: Region }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation("settings");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const speech = useSpeech();
  const [locale, setLocale] = useState(region.locale);
  const [timeZone, setTimeZone] = useState(region.timeZone);
  const save = useMutation(
    trpc.settings.setRegion.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.settings.region.pathFilter());
        await queryClient.invalidateQueries(trpc.session.me.pathFilter());
        speech.choose(locale);
      },
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate({ locale, timeZone });
      }}
    >
      <Stack maw="28rem">
        <Select
          label={words("region.language")}
          data={locales.map((each) => ({ value: each, label: t(`language.${each}`) }))}
          value={locale}
          allowDeselect={false}
          onChange={(value) => (value !== null && isLocale(value) ? setLocale(value) : undefined)}
        />
        <ZoneSelect zones={region.timeZones} value={timeZone} onChange={setTimeZone} />
        <Group gap="sm">
          <Button type="submit" aria-disabled={save.isPending}>
            {words("region.save")}
          </Button>
          <SavedNote isSaved={save.isSuccess} />
        </Group>
        <RefusalAlert error={save.error} />
      </Stack>
    </form>
  );
}

type ZoneSelectProps = {
  readonly zones: readonly string[];
  readonly value: string;
  readonly onChange: (zone: string) => void;
};

function ZoneSelect({ zones, value, onChange }: ZoneSelectProps) {
  const { t } = useTranslation("settings");
  const { locale } = useViewer();
  const [{ device, now }] = useState(hereAndNow);
  return (
    <div>
      <Select
        label={t("region.zone")}
        data={zones}
        value={value}
        searchable
        allowDeselect={false}
        limit={50}
        nothingFoundMessage={t("region.zoneNone")}
        onChange={(zone) => (zone === null ? undefined : onChange(zone))}
      />
      <Text size="sm" c="dimmed" mt={4}>
        {t("region.now", { now: formatInstant(locale, now, value) })}
      </Text>
      {device === value ? null : (
        <Anchor component="button" type="button" size="sm" mt={4} ta="start" onClick={() => onChange(device)}>
          {t("region.device", { zone: device })}
        </Anchor>
      )}
    </div>
  );
}

function hereAndNow(): { readonly device: string; readonly now: Date } {
  return { device: Intl.DateTimeFormat().resolvedOptions().timeZone, now: new Date() };
}
