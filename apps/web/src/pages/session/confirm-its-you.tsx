import { Button, Modal, Stack, Text } from "@mantine/core";
import { refusalOf } from "@payrun/ui";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AuthFailure, callAuth } from "../../app/auth/auth-client.ts";
import { hasPasskeys, signInWithPasskey } from "../../app/auth/passkeys.ts";
import { useTRPC } from "../../app/trpc.ts";
import { AuthAlert } from "./parts/auth-alert.tsx";
import { CodeField, PasswordField, useComplaints, useFields } from "./parts/auth-fields.tsx";
import { AuthForm } from "./parts/auth-form.tsx";

export type ConfirmItsYou = {
  /**
   * Makes a call. Is it refused because she signed in too long ago, she is asked to confirm that it is her, and the call is
   * made again. When she would rather not, it is refused as it was.
   */
  readonly confirmed: <T>(call: () => Promise<T>) => Promise<T>;
  /** Draw it once, anywhere on the page. */
  readonly dialog: ReactNode;
};

/**
 * For what needs a fresh sign-in:
 *
 *     const { confirmed, dialog } = useConfirmItsYou();
 *     const open = useMutation({ mutationFn: () => confirmed(() => client.getPaid.openDashboard.mutate({})) });
 */
export function useConfirmItsYou(): ConfirmItsYou {
  const [isAsking, setAsking] = useState(false);
  const answer = useRef<(isConfirmed: boolean) => void>(() => undefined);
  const settle = (isConfirmed: boolean) => {
    setAsking(false);
    answer.current(isConfirmed);
  };
  const confirmed = useCallback(async <T,>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (!isStale(error)) throw error;
      const isConfirmed = await new Promise<boolean>((resolve) => {
        answer.current = resolve;
        setAsking(true);
      });
      if (!isConfirmed) throw error;
      return call();
    }
  }, []);
  return { confirmed, dialog: <ConfirmDialog opened={isAsking} onSettled={settle} /> };
}

function isStale(error: unknown): boolean {
  if (error instanceof AuthFailure) return error.code === "session_not_fresh";
  return refusalOf(error)?.code === "session_not_fresh";
}

type Settled = { readonly onSettled: (isConfirmed: boolean) => void };

function ConfirmDialog({ opened, onSettled }: Settled & { readonly opened: boolean }) {
  const { t } = useTranslation("session");
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={() => onSettled(false)}
      title={t("confirm.title")}
      centered
      closeButtonProps={{ "aria-label": common("action.close") }}
    >
      <ConfirmForm onSettled={onSettled} />
    </Modal>
  );
}

function ConfirmForm({ onSettled }: Settled) {
  const { t } = useTranslation("session");
  const [needsCode, setNeedsCode] = useState(false);
  const complaints = useComplaints();
  const { field, values, check } = useFields({ password: "", code: "" }, ({ password, code }) => ({
    password: complaints.password(password),
    code: needsCode ? complaints.code(code) : null,
  }));
  const renew = useRenewMe();
  const confirm = useMutation({
    mutationFn: () => callAuth("confirm", bodyOf(values, needsCode)),
    onSuccess: async ({ twoFactorRedirect }) => {
      if (twoFactorRedirect) return setNeedsCode(true);
      await renew();
      return onSettled(true);
    },
  });
  const passkey = useMutation({
    mutationFn: () => signInWithPasskey(),
    onSuccess: async () => {
      await renew();
      onSettled(true);
    },
  });
  return (
    <Stack>
      <Text>{t("confirm.text")}</Text>
      <AuthForm
        action={t("confirm.action")}
        isWorking={confirm.isPending}
        error={confirm.error}
        onSubmit={() => check() && confirm.mutate()}
      >
        <PasswordField field={field("password")} label={t("fields.password")} takesFocus />
        {needsCode ? <CodeField field={field("code")} label={t("fields.code")} takesFocus /> : null}
      </AuthForm>
      {hasPasskeys() ? (
        <Button
          variant="default"
          leftSection={<IconFingerprint size={18} aria-hidden />}
          onClick={() => passkey.isPending || passkey.mutate()}
          aria-disabled={passkey.isPending}
        >
          {t("confirm.passkey")}
        </Button>
      ) : null}
      <AuthAlert error={passkey.isPending ? null : passkey.error} />
    </Stack>
  );
}

/** Digits alone are of the app; backup codes have letters. */
function bodyOf(
  { password, code }: { readonly password: string; readonly code: string },
  needsCode: boolean,
) {
  if (!needsCode) return { password };
  const plain = code.replaceAll(" ", "");
  return /^\d{6}$/.test(plain) ? { password, code: plain } : { password, backupCode: plain };
}

/** Her session is another one now. */
function useRenewMe(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(trpc.session.pathFilter());
}
