import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./layout.module.css";

export type Column<Row> = {
  /** Unique in the table. */
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for amounts and counts. */
  readonly align?: "start" | "end";
  /** The column that names the row; it is the title of its card. One at most. */
  readonly names?: "row";
};

export type ResponsiveTableProps<Row> = {
  /** What the table is, for whoever cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
};

/**
 * A table; where it has no room, each row is a card with its headers beside the cells. The roles are written out: a browser
 * forgets that something is a table when it is drawn as anything else.
 */
export function ResponsiveTable<Row>({ caption, columns, rows, rowKey }: ResponsiveTableProps<Row>) {
  return (
    <div className={classes["tableRoom"]} data-columns={columns.length > 5 ? "many" : "few"}>
      <table role="table" className={classes["table"]}>
        <VisuallyHidden component="caption">{caption}</VisuallyHidden>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, header, align }) => (
              <th key={key} role="columnheader" scope="col" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = (
    <>
      <span aria-hidden className={classes["cellHeader"]}>
        {column.header}
      </span>
      <span className={classes["cellContent"]}>{column.cell(row)}</span>
    </>
  );
  return column.names === "row" ? (
    <th role="rowheader" scope="row" data-align={column.align}>
      {content}
    </th>
  ) : (
    <td role="cell" data-align={column.align}>
      {content}
    </td>
  );
}
