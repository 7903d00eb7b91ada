import { Card, Stack, Text, Title } from "@mantine/core";
import { Instant } from "@payrun/ui";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { SupportLink } from "../../../app/support-link.tsx";
import type { AccountStatus } from "../to-stripe/use-stripe-page.ts";
import { SkippedDates } from "./change-destination-dialog.tsx";
import classes from "./bank.module.css";

/** While nothing is paid because her bank or account changed: until when, what it costs, and what to do if it was not she. */
export function CoolDownNotice({ coolDown }: { coolDown: NonNullable<AccountStatus["coolDown"]> }) {
  const { t } = useTranslation("getPaid");
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} className={classes["notice"] ?? ""}>
      <Stack gap={6}>
        <Title order={2} id={id}>
          {t("coolDown.title")}
        </Title>
        <Text>
          {t("coolDown.changed")} <Instant at={coolDown.changedAt} />. {t("coolDown.until")}{" "}
          <strong>
            <Instant at={coolDown.payableFrom} />
          </strong>
          .
        </Text>
        <Text>
          <SkippedDates coolDown={coolDown} />
        </Text>
        <Text fw={600}>
          {t("coolDown.notYou")} <SupportLink />
        </Text>
      </Stack>
    </Card>
  );
}
