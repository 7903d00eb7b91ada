import { Document, Page, StyleSheet, Text, View } from "@react-pdf/renderer";
import { createElement, type ReactElement, type ReactNode } from "react";
import type { Locale } from "@payrun/catalogue";
import { textFonts } from "./fonts.ts";

const ink = "#1c1e26";
const quiet = "#5b6070";
const rule = "#d5d8e0";

const styles = StyleSheet.create({
  page: {
    fontFamily: textFonts,
    fontSize: 8.5,
    color: ink,
    paddingTop: 42,
    paddingHorizontal: 42,
    paddingBottom: 62,
  },
  brand: { fontSize: 9, fontWeight: 700, color: quiet, marginBottom: 14 },
  title: { fontSize: 19, fontWeight: 700, marginBottom: 14 },
  facts: { flexDirection: "row", flexWrap: "wrap", marginBottom: 10 },
  fact: { width: "50%", paddingRight: 12, marginBottom: 7 },
  label: { fontSize: 7.5, color: quiet },
  heading: { fontSize: 11.5, fontWeight: 700, marginTop: 14, marginBottom: 5 },
  note: { color: quiet, marginVertical: 3 },
  row: { flexDirection: "row", borderBottomWidth: 0.5, borderBottomColor: rule, paddingVertical: 3 },
  head: { borderBottomWidth: 1, borderBottomColor: ink, fontWeight: 700 },
  sum: { backgroundColor: "#f3f4f7" },
  total: { fontWeight: 700, borderTopWidth: 1, borderTopColor: ink, borderBottomWidth: 0 },
  cell: { paddingRight: 6 },
  number: { textAlign: "right", paddingRight: 0, paddingLeft: 6 },
  small: { fontSize: 7.5, color: quiet },
  foot: {
    position: "absolute",
    bottom: 26,
    left: 42,
    right: 42,
    flexDirection: "row",
    justifyContent: "space-between",
    fontSize: 7.5,
    color: quiet,
  },
});

/** An A4 document: brand, title, content, and on every page what it is and which page of how many. */
export function sheet(
  words: {
    readonly locale: Locale;
    readonly product: string;
    readonly title: string;
    readonly foot: string;
    readonly pageText: (page: number, pages: number) => string;
    readonly landscape?: boolean;
  },
  ...content: readonly ReactNode[]
): ReactElement {
  const { locale, product, title, foot, pageText } = words;
  return createElement(
    Document,
    { title, creator: product, producer: product, language: locale },
    createElement(
      Page,
      { size: "A4", style: styles.page, orientation: words.landscape === true ? "landscape" : "portrait" },
      createElement(Text, { style: styles.brand }, product),
      createElement(Text, { style: styles.title }, title),
      ...content,
      createElement(
        View,
        { style: styles.foot, fixed: true },
        createElement(Text, null, foot),
        createElement(Text, {
          render: ({ pageNumber, totalPages }) => pageText(pageNumber, totalPages),
        }),
      ),
    ),
  );
}

/** What the document is about: labels over values, two beside each other. */
export function facts(pairs: readonly (readonly [label: string, value: string])[]): ReactElement {
  return createElement(
    View,
    { style: styles.facts },
    ...pairs.map(([label, value]) =>
      createElement(
        View,
        { style: styles.fact },
        createElement(Text, { style: styles.label }, label),
        createElement(Text, null, value),
      ),
    ),
  );
}

export function heading(text: string): ReactElement {
  return createElement(Text, { style: styles.heading, minPresenceAhead: 60 }, text);
}

export function note(text: string): ReactElement {
  return createElement(Text, { style: styles.note }, text);
}

export type Column = { readonly width: `${number}%`; readonly title: string; readonly isNumber: boolean };

/** A row's cells in the order of the columns; `below` is a second, quieter line under the cell that it stands in. */
export type SheetRow = {
  readonly cells: readonly string[];
  readonly below?: { readonly column: number; readonly text: string };
  readonly kind: "line" | "sum" | "total";
};

/** A table whose head is written again on each page; a row is never broken over two. */
export function table(columns: readonly Column[], rows: readonly SheetRow[]): ReactElement {
  const head = createElement(
    View,
    { style: [styles.row, styles.head], fixed: true },
    ...columns.map((column) => cell(column, column.title, undefined)),
  );
  return createElement(
    View,
    null,
    head,
    ...rows.map(({ cells, below, kind }) =>
      createElement(
        View,
        {
          style: kind === "line" ? styles.row : [styles.row, kind === "sum" ? styles.sum : styles.total],
          wrap: false,
        },
        ...columns.map((column, index) =>
          cell(column, cells[index] ?? "", below?.column === index ? below.text : undefined),
        ),
      ),
    ),
  );
}

function cell({ width, isNumber }: Column, text: string, below: string | undefined): ReactElement {
  const style = [styles.cell, ...(isNumber ? [styles.number] : []), { width }];
  if (below === undefined) return createElement(Text, { style }, text);
  // One text with two lines: a box with two texts takes the renderer twice as long.
  return createElement(Text, { style }, `${text}\n`, createElement(Text, { style: styles.small }, below));
}
