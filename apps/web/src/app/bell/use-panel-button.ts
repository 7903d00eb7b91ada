import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState, type RefObject } from "react";

export type PanelButton = {
  readonly opened: boolean;
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Around the button and its panel. */
  readonly room: RefObject<HTMLDivElement | null>;
  readonly toggle: () => void;
};

/**
 * A button that shows a panel below itself. A press or the focus anywhere else closes it, and so does another page; Esc
 * does, with the focus back on the button.
 */
export function usePanelButton(): PanelButton {
  const { href } = useLocation();
  // On which page: on any other it is closed.
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const opened = openedAt === href;
  const button = useRef<HTMLButtonElement>(null);
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!opened) return undefined;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      setOpenedAt(null);
      button.current?.focus();
    };
    const onElsewhere = ({ target }: Event) => {
      if (target instanceof Node && !room.current?.contains(target)) setOpenedAt(null);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onElsewhere);
    document.addEventListener("focusin", onElsewhere);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onElsewhere);
      document.removeEventListener("focusin", onElsewhere);
    };
  }, [opened]);
  return { opened, button, room, toggle: () => setOpenedAt(opened ? null : href) };
}
