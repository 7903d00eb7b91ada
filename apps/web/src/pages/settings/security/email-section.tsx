import { DoneNote, Section } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../../app/auth/auth-client.ts";
import { useMe } from "../../../app/session/me.ts";
import { useConfirmItsYou } from "../../session/confirm-its-you.tsx";
import { EmailField, useComplaints, useFields } from "../../session/parts/auth-fields.tsx";
import { AuthForm } from "../../session/parts/auth-form.tsx";
import classes from "./security.module.css";

export function EmailSection() {
  const { t } = useTranslation("session");
  const { email } = useMe();
  const { confirmed, dialog } = useConfirmItsYou();
  const complaints = useComplaints();
  const { field, values, check } = useFields({ newEmail: "" }, ({ newEmail }) => ({
    newEmail: complaints.email(newEmail),
  }));
  const change = useMutation({
    mutationFn: () => confirmed(() => callAuth("change-email", { newEmail: values.newEmail.trim() })),
  });
  return (
    <Section title={t("security.email.title")} description={t("security.email.text", { email })}>
      <div className={classes["form"]}>
        <AuthForm
          action={t("security.email.action")}
          isWorking={change.isPending}
          error={change.error}
          onSubmit={() => check() && change.mutate()}
        >
          <EmailField field={field("newEmail")} label={t("fields.newEmail")} />
        </AuthForm>
      </div>
      <DoneNote>{change.isSuccess ? t("security.email.done", { email }) : null}</DoneNote>
      {dialog}
    </Section>
  );
}
