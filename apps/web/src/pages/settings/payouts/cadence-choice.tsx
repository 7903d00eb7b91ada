import { Radio, Stack, Text } from "@mantine/core";
import { formatDay } from "@payrun/catalogue/browser";
import { RefusalAlert, useViewer } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import { SavedNote } from "./saved-note.tsx";
import { useSettled, type PayoutSettingsData } from "./use-settled.ts";

const cadences = ["each_date", "monthly"] as const;

/** On every payout date, or once a month; counts as soon as it is chosen. */
export function CadenceChoice({ settings: { cadence, nextDates } }: { settings: PayoutSettingsData }) {
  const { t } = useTranslation("settings");
  const { locale } = useViewer();
  const trpc = useTRPC();
  const choose = useMutation(trpc.settings.setCadence.mutationOptions({ onSuccess: useSettled() }));
  return (
    <div>
      <Radio.Group
        label={t("payouts.dates")}
        value={choose.isPending ? choose.variables.cadence : cadence}
        onChange={(value) => choose.mutate({ cadence: value === "monthly" ? "monthly" : "each_date" })}
      >
        <Stack gap="sm" mt="xs">
          {cadences.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`payouts.${each}`)}
              description={
                <Text span size="sm" inherit>
                  {each === "monthly" ? `${t("payouts.monthlyHint")} ` : ""}
                  {t("payouts.next")}: {formatDay(locale, nextDates[each].scheduledFor, "UTC")}
                </Text>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      <SavedNote isSaved={choose.isSuccess} />
      <RefusalAlert error={choose.error} />
    </div>
  );
}
