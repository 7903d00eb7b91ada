import { Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { PasswordField, useComplaints, useFields } from "../../session/parts/auth-fields.tsx";
import { AuthForm } from "../../session/parts/auth-form.tsx";

export type PasswordStepProps<T> = {
  readonly text: string;
  readonly action: string;
  /** What the password is for. */
  readonly call: (password: string) => Promise<T>;
  readonly onDone: (result: T) => void;
};

/** Asks for the password before something about the account. */
export function PasswordStep<T>({ text, action, call, onDone }: PasswordStepProps<T>) {
  const { t } = useTranslation("session");
  const complaints = useComplaints();
  const { field, values, check } = useFields({ password: "" }, ({ password }) => ({
    password: complaints.password(password),
  }));
  const step = useMutation({ mutationFn: () => call(values.password), onSuccess: onDone });
  return (
    <AuthForm
      action={action}
      isWorking={step.isPending}
      error={step.error}
      onSubmit={() => check() && step.mutate()}
    >
      <Text>{text}</Text>
      <PasswordField field={field("password")} label={t("fields.password")} takesFocus />
    </AuthForm>
  );
}
