import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../../app/trpc.ts";
import { useComplaints, useFields } from "../../../session/parts/auth-fields.tsx";
import { AuthForm } from "../../../session/parts/auth-form.tsx";
import { AccountDialog } from "../account-dialog.tsx";
import type { Passkey } from "./passkey.ts";

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: Passkey | null; onClose: () => void }) {
  const { t } = useTranslation("session");
  const name = passkey?.name ?? t("security.passkeys.unnamed");
  return (
    <AccountDialog
      opened={passkey !== null}
      onClose={onClose}
      title={t("security.passkeys.renameOf", { name })}
    >
      {passkey === null ? null : <RenameForm passkey={passkey} onDone={onClose} />}
    </AccountDialog>
  );
}

function RenameForm({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const complaints = useComplaints();
  const { field, values, check } = useFields({ name: passkey.name ?? "" }, ({ name }) => ({
    name: complaints.passkeyName(name),
  }));
  const rename = useMutation(
    trpc.session.renamePasskey.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.session.passkeys.pathFilter());
        onDone();
      },
    }),
  );
  const { value, set, error } = field("name");
  return (
    <AuthForm
      action={t("security.passkeys.rename")}
      isWorking={rename.isPending}
      error={rename.error}
      onSubmit={() => check() && rename.mutate({ passkeyId: passkey.passkeyId, name: values.name.trim() })}
    >
      <TextInput
        label={t("fields.passkeyName")}
        value={value}
        error={error}
        onChange={(event) => set(event.currentTarget.value)}
        maxLength={60}
        data-autofocus
      />
    </AuthForm>
  );
}
