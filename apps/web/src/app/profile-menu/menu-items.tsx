import { IconCheck } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import classes from "./profile-menu.module.css";

export const itemClass = classes["item"] ?? "";

/** An item that does something, as opposed to a link. */
export function ActionItem({ onChoose, children }: { onChoose: () => void; children: ReactNode }) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={itemClass} onClick={onChoose}>
      {children}
    </button>
  );
}

export type Choice<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  /** Where the label is in another language than the page. */
  readonly lang?: string;
};

export type ChoicesProps<Value extends string> = {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
};

/** One of several, in a group of its own. */
export function Choices<Value extends string>({ label, choices, chosen, onChoose }: ChoicesProps<Value>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={classes["group"]}>
      <span id={id} role="presentation" className={classes["groupLabel"]}>
        {label}
      </span>
      <div role="presentation" className={classes["choices"]}>
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="button"
            role="menuitemradio"
            aria-checked={choice.value === chosen}
            tabIndex={-1}
            lang={choice.lang}
            className={classes["choice"]}
            onClick={() => onChoose(choice.value)}
          >
            {choice.value === chosen ? <IconCheck size={14} aria-hidden /> : null}
            {choice.label}
          </button>
        ))}
      </div>
    </div>
  );
}
