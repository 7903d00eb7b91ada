import { Button, VisuallyHidden } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export type CopyButtonProps = {
  readonly text: string;
  /** What the text is, e.g. `trace id`: the button's name for screen readers. */
  readonly what: string;
};

/** Copies a text that somebody must pass on exactly, and says that it did. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2_000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon size={14} aria-hidden />}
        aria-label={t("action.copyThis", { what })}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied ? t("action.copied") : t("action.copy")}
      </Button>
      <VisuallyHidden role="status">{clipboard.copied ? t("action.copied") : ""}</VisuallyHidden>
    </>
  );
}
