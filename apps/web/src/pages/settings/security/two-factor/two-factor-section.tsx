import { Button, Group } from "@mantine/core";
import { Section } from "@payrun/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../../app/session/me.ts";
import { NewCodesDialog } from "./new-codes-dialog.tsx";
import { SetUpTwoFactorDialog } from "./set-up-two-factor-dialog.tsx";
import { TurnOffTwoFactorDialog } from "./turn-off-two-factor-dialog.tsx";

type Dialog = "set up" | "new codes" | "turn off";

export function TwoFactorSection() {
  const { t } = useTranslation("session");
  const { twoFactorEnabled } = useMe();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  return (
    <Section
      title={t("security.twoFactor.title")}
      description={t(twoFactorEnabled ? "security.twoFactor.on" : "security.twoFactor.off")}
    >
      {twoFactorEnabled ? (
        <Group>
          <Button variant="default" onClick={() => setDialog("new codes")}>
            {t("security.twoFactor.newCodes")}
          </Button>
          <Button variant="default" onClick={() => setDialog("turn off")}>
            {t("security.twoFactor.turnOff")}
          </Button>
        </Group>
      ) : (
        <Group>
          <Button onClick={() => setDialog("set up")}>{t("security.twoFactor.turnOn")}</Button>
        </Group>
      )}
      <SetUpTwoFactorDialog opened={dialog === "set up"} onClose={close} />
      <NewCodesDialog opened={dialog === "new codes"} onClose={close} />
      <TurnOffTwoFactorDialog opened={dialog === "turn off"} onClose={close} />
    </Section>
  );
}
