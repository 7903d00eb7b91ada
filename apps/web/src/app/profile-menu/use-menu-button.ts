import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";

/**
 * A button that opens a menu, as the ARIA practices describe it. Opens by click, Enter, Space and the arrows; closes by Esc,
 * by choosing, by Tab, by a press outside and by `closeNow`. The focus goes back to the button, unless it went somewhere else
 * on purpose (Tab, a press on another control).
 */
export function useMenuButton() {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const firstFocus = useRef<"first" | "last">("first");

  const open = useCallback((focus: "first" | "last") => {
    firstFocus.current = focus;
    setOpened(true);
  }, []);
  const close = useCallback(() => {
    setOpened(false);
    button.current?.focus();
  }, []);

  useEffect(() => {
    if (!opened) return undefined;
    focusItem(menu.current, firstFocus.current);
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node)) return;
      if (menu.current?.contains(target) || button.current?.contains(target)) return;
      setOpened(false);
      // A press on another control takes the focus there by itself, after this event.
      if (target instanceof Element && target.closest(focusable) === null) {
        requestAnimationFrame(() => button.current?.focus());
      }
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [opened]);

  const onButtonKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open(event.key === "ArrowDown" ? "first" : "last");
    },
    [open],
  );
  const onMenuKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.key === "Tab") {
        // The browser then moves on from the button.
        close();
        return;
      }
      if (event.key === "Escape") close();
      else if (event.key === " ") clickFocused();
      else if (!moveFocus(menu.current, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [close],
  );
  const onButtonClick = useCallback(() => (opened ? close() : open("first")), [opened, close, open]);

  return { opened, button, menu, close, onButtonClick, onButtonKeyDown, onMenuKeyDown };
}

const focusable = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";

/** A link knows Enter only; an item of a menu knows Space, too. */
function clickFocused(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.click();
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role^='menuitem']") ?? [])];
}

function focusItem(menu: HTMLElement | null, which: "first" | "last"): void {
  const items = itemsOf(menu);
  items.at(which === "first" ? 0 : -1)?.focus();
}

/** By arrows, Home, End, and the first letters of an item. Returns whether the key meant something. */
function moveFocus(menu: HTMLElement | null, key: string): boolean {
  const items = itemsOf(menu);
  const position = items.indexOf(document.activeElement as HTMLElement);
  const next = nextPosition(items, position, key);
  if (next === null) return false;
  items.at(next)?.focus();
  return true;
}

function nextPosition(items: readonly HTMLElement[], position: number, key: string): number | null {
  switch (key) {
    case "ArrowDown":
      return (position + 1) % items.length;
    case "ArrowUp":
      return position <= 0 ? -1 : position - 1;
    case "Home":
      return 0;
    case "End":
      return -1;
    default:
      return key.length === 1 && key !== " " ? byLetter(items, position, key) : null;
  }
}

function byLetter(items: readonly HTMLElement[], position: number, letter: string): number | null {
  const starts = items.map((item) =>
    (item.textContent ?? "").trim().toLowerCase().startsWith(letter.toLowerCase()),
  );
  const after = starts.findIndex((does, index) => does && index > position);
  const found = after === -1 ? starts.indexOf(true) : after;
  return found === -1 ? null : found;
}
