import { DoneNote, Section } from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../../app/auth/auth-client.ts";
import { useTRPC } from "../../../app/trpc.ts";
import { PasswordField, useComplaints, useFields } from "../../session/parts/auth-fields.tsx";
import { AuthForm } from "../../session/parts/auth-form.tsx";
import classes from "./security.module.css";

export function PasswordSection() {
  const { t } = useTranslation("session");
  const [doneCount, setDoneCount] = useState(0);
  return (
    <Section title={t("security.password.title")} description={t("security.password.text")}>
      <PasswordForm key={doneCount} onDone={() => setDoneCount(doneCount + 1)} />
      <DoneNote>{doneCount > 0 ? t("security.password.done") : null}</DoneNote>
    </Section>
  );
}

/** Made anew after each change: nothing of a password stays in it. */
function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const complaints = useComplaints();
  const first = { currentPassword: "", newPassword: "" };
  const { field, values, check } = useFields(first, ({ currentPassword, newPassword }) => ({
    currentPassword: complaints.password(currentPassword),
    newPassword: complaints.newPassword(newPassword),
  }));
  const change = useMutation({
    mutationFn: () => callAuth("change-password", values),
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.session.pathFilter());
      onDone();
    },
  });
  return (
    <div className={classes["form"]}>
      <AuthForm
        action={t("security.password.action")}
        isWorking={change.isPending}
        error={change.error}
        onSubmit={() => check() && change.mutate()}
      >
        <PasswordField field={field("currentPassword")} label={t("fields.currentPassword")} />
        <PasswordField field={field("newPassword")} label={t("fields.newPassword")} isNew />
      </AuthForm>
    </div>
  );
}
