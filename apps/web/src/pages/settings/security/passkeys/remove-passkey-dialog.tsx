import { ConfirmDialog } from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC, useTRPCClient } from "../../../../app/trpc.ts";
import { useConfirmItsYou } from "../../../session/confirm-its-you.tsx";
import type { Passkey } from "./passkey.ts";

export function RemovePasskeyDialog({ passkey, onClose }: { passkey: Passkey | null; onClose: () => void }) {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { confirmed, dialog } = useConfirmItsYou();
  const remove = useMutation({
    mutationFn: (passkeyId: string) => confirmed(() => client.session.removePasskey.mutate({ passkeyId })),
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.session.passkeys.pathFilter());
      onClose();
    },
  });
  const name = passkey?.name ?? t("security.passkeys.unnamed");
  return (
    <>
      <ConfirmDialog
        opened={passkey !== null}
        onClose={onClose}
        title={t("security.passkeys.removeQuestion", { name })}
        confirmLabel={t("security.passkeys.remove")}
        tone="danger"
        isWorking={remove.isPending}
        error={remove.error}
        onConfirm={() => passkey === null || remove.isPending || remove.mutate(passkey.passkeyId)}
      >
        {t("security.passkeys.removeText")}
      </ConfirmDialog>
      {dialog}
    </>
  );
}
