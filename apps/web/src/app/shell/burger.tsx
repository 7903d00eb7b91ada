import { useLocation } from "@tanstack/react-router";
import { IconMenu2, IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import classes from "./app-shell.module.css";

export type Burger = {
  readonly opened: boolean;
  /** Of what it opens. */
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly toggle: () => void;
};

/** Opens the navigation where there is no room for it. A choice closes it, and so does Esc, with the focus back here. */
export function useBurger(): Burger {
  const { href } = useLocation();
  // On which page: on any other it is closed.
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const opened = openedAt === href;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!opened) return undefined;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      setOpenedAt(null);
      button.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [opened]);
  return { opened, id, button, toggle: () => setOpenedAt(opened ? null : href) };
}

export function BurgerButton({ burger: { opened, id, button, toggle } }: { burger: Burger }) {
  const { t } = useTranslation();
  const Icon = opened ? IconX : IconMenu2;
  return (
    <button
      ref={button}
      type="button"
      className={classes["burger"]}
      aria-expanded={opened}
      aria-controls={id}
      aria-label={t(opened ? "navigation.close" : "navigation.open")}
      onClick={toggle}
    >
      <Icon size={22} aria-hidden />
    </button>
  );
}
