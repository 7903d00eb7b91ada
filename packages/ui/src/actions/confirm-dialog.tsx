import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../states/refusal-alert.tsx";

export type ConfirmDialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The question. */
  readonly title: string;
  /** What happens, with its numbers. */
  readonly children: ReactNode;
  /** The verb of the button, e.g. "Decline the call". */
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  /** `danger` where it cannot be undone. */
  readonly tone?: "usual" | "danger";
  readonly isWorking?: boolean;
  /** Why it was refused; the dialog stays open. */
  readonly error?: unknown;
};

/** Asks before something that matters. The focus starts inside, stays inside, and goes back to where it was. */
export function ConfirmDialog({
  opened,
  onClose,
  title,
  children,
  confirmLabel,
  onConfirm,
  tone = "usual",
  isWorking = false,
  error = null,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Stack>
        <div>{children}</div>
        <RefusalAlert error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button
            {...(tone === "danger" ? { color: "red.9" } : {})}
            aria-disabled={isWorking}
            loading={isWorking}
            onClick={onConfirm}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
