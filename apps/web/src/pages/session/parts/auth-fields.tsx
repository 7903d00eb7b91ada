import { PasswordInput, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./auth.module.css";

/** One field of a form: what stands in it, and what is wrong with that, told only once it was sent. */
export type Field = {
  readonly value: string;
  readonly set: (value: string) => void;
  readonly error: string | null;
};

export type Fields<Name extends string> = {
  readonly field: (name: Name) => Field;
  readonly values: Readonly<Record<Name, string>>;
  /** Whether everything is right; from now on the fields tell what is not. */
  readonly check: () => boolean;
};

/** @param complaints what is wrong with each value, or null. */
export function useFields<Name extends string>(
  first: Readonly<Record<Name, string>>,
  complaints: (values: Readonly<Record<Name, string>>) => Readonly<Record<Name, string | null>>,
): Fields<Name> {
  const [values, setValues] = useState(first);
  const [isTold, setTold] = useState(false);
  const wrong = complaints(values);
  return {
    values,
    field: (name) => ({
      value: values[name],
      set: (value) => setValues((old) => ({ ...old, [name]: value })),
      error: isTold ? wrong[name] : null,
    }),
    check: () => {
      setTold(true);
      return Object.values(wrong).every((each) => each === null);
    },
  };
}

/** What is wrong with what was typed, in words; null: nothing. */
export function useComplaints() {
  const { t } = useTranslation("session");
  return {
    email: (value: string) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : t("wrong.email")),
    name: (value: string) => (value.trim() === "" ? t("wrong.name") : null),
    password: (value: string) => (value === "" ? t("wrong.password") : null),
    code: (value: string) => (value.trim() === "" ? t("wrong.code") : null),
    passkeyName: (value: string) =>
      value.trim() === "" || value.trim().length > 60 ? t("wrong.passkeyName") : null,
    newPassword: (value: string) => {
      if (value.length < 12) return t("wrong.newPasswordShort", { count: value.length });
      return value.length > 128 ? t("wrong.newPasswordLong") : null;
    },
  };
}

type FieldProps = {
  readonly field: Field;
  readonly label: string;
  /** The first one of a dialog. */
  readonly takesFocus?: boolean;
};

export type EmailFieldProps = FieldProps & {
  /** Where the browser may offer passkeys, too. */
  readonly autoComplete?: "email" | "username webauthn";
};

export function EmailField({ field, label, takesFocus = false, autoComplete = "email" }: EmailFieldProps) {
  return (
    <TextInput
      type="email"
      label={label}
      value={field.value}
      error={field.error}
      onChange={(event) => field.set(event.currentTarget.value)}
      autoComplete={autoComplete}
      data-autofocus={takesFocus || undefined}
      inputMode="email"
      spellCheck={false}
      required
      withAsterisk={false}
    />
  );
}

export type PasswordFieldProps = FieldProps & { readonly isNew?: boolean };

/** With a button that shows what stands in it. */
export function PasswordField({ field, label, takesFocus = false, isNew = false }: PasswordFieldProps) {
  const { t } = useTranslation("session");
  return (
    <PasswordInput
      label={label}
      description={isNew ? t("fields.newPasswordHint") : undefined}
      value={field.value}
      error={field.error}
      onChange={(event) => field.set(event.currentTarget.value)}
      autoComplete={isNew ? "new-password" : "current-password"}
      data-autofocus={takesFocus || undefined}
      visibilityToggleButtonProps={{ "aria-label": t("fields.showPassword"), tabIndex: 0 }}
      required
      withAsterisk={false}
    />
  );
}

export type CodeFieldProps = FieldProps & { readonly isBackup?: boolean };

/** Six digits of an app, or a backup code. */
export function CodeField({ field, label, takesFocus = false, isBackup = false }: CodeFieldProps) {
  const { t } = useTranslation("session");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  return (
    <TextInput
      ref={input}
      className={classes["code"] ?? ""}
      label={label}
      description={isBackup ? undefined : t("fields.codeHint")}
      value={field.value}
      error={field.error}
      onChange={(event) => field.set(event.currentTarget.value)}
      autoComplete={isBackup ? "off" : "one-time-code"}
      inputMode={isBackup ? "text" : "numeric"}
      spellCheck={false}
      required
      withAsterisk={false}
    />
  );
}

export function NameField({ field, label, takesFocus = false }: FieldProps) {
  const { t } = useTranslation("session");
  return (
    <TextInput
      label={label}
      description={t("fields.nameHint")}
      value={field.value}
      error={field.error}
      onChange={(event) => field.set(event.currentTarget.value)}
      autoComplete="name"
      maxLength={60}
      data-autofocus={takesFocus || undefined}
      required
      withAsterisk={false}
    />
  );
}
