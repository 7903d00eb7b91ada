import { Alert, Stack } from "@mantine/core";
import { QueryView, Section } from "@payrun/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../app/trpc.ts";
import { SupportLink } from "../../app/support-link.tsx";
import { CadenceChoice } from "./payouts/cadence-choice.tsx";
import { MinimumForms } from "./payouts/minimum-form.tsx";
import { PauseControl } from "./payouts/pause-control.tsx";

/** On which dates, from which amount, and whether at all a creator is paid. */
export function PayoutSettings() {
  const { t } = useTranslation("settings");
  const trpc = useTRPC();
  const settings = useQuery(trpc.settings.get.queryOptions());
  return (
    <Section title={t("payouts.title")} description={t("payouts.description")}>
      <QueryView query={settings}>
        {(current) => (
          <Stack gap="xl">
            {current.pausedByTeam ? (
              <Alert color="gray" variant="outline">
                {t("payouts.pausedByTeam")} <SupportLink />
              </Alert>
            ) : null}
            <CadenceChoice settings={current} />
            <MinimumForms settings={current} />
            <PauseControl settings={current} />
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}
