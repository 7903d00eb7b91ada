import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type AccountDialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Forgotten when it closes. */
  readonly children: ReactNode;
  /** It closes by its button alone: what it shows is not shown again. */
  readonly staysOpen?: boolean;
};

/** A dialog about the account. The focus starts inside, stays inside, and goes back to where it was. */
export function AccountDialog({ opened, onClose, title, children, staysOpen = false }: AccountDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={!staysOpen}
      closeOnEscape={!staysOpen}
      withCloseButton={!staysOpen}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {children}
    </Modal>
  );
}
