import type { ReactNode } from "react";
import classes from "./values.module.css";

export type Definition = { readonly term: string; readonly description: ReactNode };

/** Terms and what they are, in two columns where there is room. Terms are unique. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className={classes["definitions"]}>
      {items.map(({ term, description }) => (
        <div key={term} className={classes["definition"]}>
          <dt>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  );
}
