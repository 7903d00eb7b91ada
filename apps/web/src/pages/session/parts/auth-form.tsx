import { Button, Stack } from "@mantine/core";
import type { ReactNode, SubmitEvent } from "react";
import { AuthAlert } from "./auth-alert.tsx";

export type AuthFormProps = {
  readonly children: ReactNode;
  /** The verb of its button. */
  readonly action: string;
  readonly onSubmit: () => void;
  readonly isWorking: boolean;
  readonly error: unknown;
  /** Below the button. */
  readonly aside?: ReactNode;
};

/** Fields, why it was refused, and one button. The first field that is wrong gets the focus. While it works, it is not sent again. */
export function AuthForm({ children, action, onSubmit, isWorking, error, aside }: AuthFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWorking) return;
    onSubmit();
    const form = event.currentTarget;
    requestAnimationFrame(() => form.querySelector<HTMLInputElement>("input[aria-invalid='true']")?.focus());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        <AuthAlert error={isWorking ? null : error} />
        <Button type="submit" fullWidth aria-disabled={isWorking} data-loading={isWorking || undefined}>
          {action}
        </Button>
        {aside}
      </Stack>
    </form>
  );
}
