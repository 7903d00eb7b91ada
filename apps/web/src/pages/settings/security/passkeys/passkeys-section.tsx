import { deviceNames } from "@payrun/catalogue/browser";
import { Button, Group, Text } from "@mantine/core";
import { Instant, QueryView, Section } from "@payrun/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addPasskey, hasPasskeys } from "../../../../app/auth/passkeys.ts";
import { useTRPC } from "../../../../app/trpc.ts";
import { useConfirmItsYou } from "../../../session/confirm-its-you.tsx";
import { AuthAlert } from "../../../session/parts/auth-alert.tsx";
import type { Passkey } from "./passkey.ts";
import { RemovePasskeyDialog } from "./remove-passkey-dialog.tsx";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";
import classes from "../security.module.css";

export function PasskeysSection() {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const passkeys = useQuery(trpc.session.passkeys.queryOptions());
  return (
    <Section title={t("security.passkeys.title")} description={t("security.passkeys.text")}>
      <QueryView query={passkeys}>{(rows) => <PasskeyList passkeys={rows} />}</QueryView>
      {hasPasskeys() ? <AddPasskey /> : <Text c="dimmed">{t("security.passkeys.unsupported")}</Text>}
    </Section>
  );
}

function PasskeyList({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t } = useTranslation("session");
  const [renamed, setRenamed] = useState<Passkey | null>(null);
  const [removed, setRemoved] = useState<Passkey | null>(null);
  if (passkeys.length === 0) return <Text>{t("security.passkeys.none")}</Text>;
  return (
    <>
      <ul className={classes["list"]}>
        {passkeys.map((passkey) => {
          const name = passkey.name ?? t("security.passkeys.unnamed");
          return (
            <li key={passkey.passkeyId} className={classes["row"]}>
              <div className={classes["what"]}>
                <Text fw={600}>{name}</Text>
                <Text size="sm" c="dimmed">
                  {t(passkey.backedUp ? "security.passkeys.backedUp" : "security.passkeys.deviceOnly")}
                  {passkey.createdAt === null ? null : (
                    <>
                      {" · "}
                      {t("security.passkeys.added")} <Instant at={passkey.createdAt} utc="hint" />
                    </>
                  )}
                </Text>
              </div>
              <Group gap="xs">
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t("security.passkeys.renameOf", { name })}
                  onClick={() => setRenamed(passkey)}
                >
                  {t("security.passkeys.rename")}
                </Button>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t("security.passkeys.removeOf", { name })}
                  onClick={() => setRemoved(passkey)}
                >
                  {t("security.passkeys.remove")}
                </Button>
              </Group>
            </li>
          );
        })}
      </ul>
      <RenamePasskeyDialog passkey={renamed} onClose={() => setRenamed(null)} />
      <RemovePasskeyDialog passkey={removed} onClose={() => setRemoved(null)} />
    </>
  );
}

/** Named after this device; it can be renamed. */
function AddPasskey() {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { confirmed, dialog } = useConfirmItsYou();
  const add = useMutation({
    mutationFn: () => {
      const names = deviceNames(navigator.userAgent);
      const name = names === null ? t("security.passkeys.unnamed") : t("security.sessions.device", names);
      return confirmed(() => addPasskey(name));
    },
    onSuccess: () => queryClient.invalidateQueries(trpc.session.passkeys.pathFilter()),
  });
  return (
    <>
      <Group mt="xs">
        <Button aria-disabled={add.isPending} onClick={() => add.isPending || add.mutate()}>
          {t("security.passkeys.add")}
        </Button>
      </Group>
      <AuthAlert error={add.isPending ? null : add.error} />
      {dialog}
    </>
  );
}
