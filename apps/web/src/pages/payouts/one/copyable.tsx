import { Code } from "@mantine/core";
import { CopyButton } from "@payrun/ui";
import classes from "../payouts.module.css";

/** An id as it is written, with a button that copies it. */
export function Copyable({ text, what }: { text: string; what: string }) {
  return (
    <span className={classes["copyable"]}>
      <Code>{text}</Code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
