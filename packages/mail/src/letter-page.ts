import { createElement, type ReactElement } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from "react-email";
import type { Letter } from "./letter.ts";
import { speakers } from "./speakers.ts";

const FONT = '-apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Noto Sans JP", Meiryo, Arial, sans-serif';

const style = {
  body: { margin: 0, padding: "24px 8px", backgroundColor: "#f4f5f7", fontFamily: FONT },
  card: { maxWidth: "560px", backgroundColor: "#ffffff", borderRadius: "12px", padding: "28px 28px 20px" },
  brand: { margin: "0 0 20px", color: "#0e6073", fontSize: "15px", fontWeight: 700 },
  heading: { margin: "0 0 12px", color: "#16181d", fontSize: "22px", lineHeight: "30px", fontWeight: 700 },
  text: {
    margin: "0 0 16px",
    color: "#33373f",
    fontSize: "16px",
    lineHeight: "25px",
    overflowWrap: "anywhere",
  },
  button: {
    backgroundColor: "#0e6073",
    color: "#ffffff",
    borderRadius: "8px",
    padding: "13px 22px",
    fontSize: "16px",
    fontWeight: 600,
  },
  hr: { margin: "28px 0 16px", borderColor: "#e3e5ea" },
  small: {
    margin: "0 0 8px",
    color: "#626873",
    fontSize: "13px",
    lineHeight: "20px",
    overflowWrap: "anywhere",
  },
  link: { color: "#0e6073", textDecoration: "underline" },
} as const;

/** For readers who like it dark: classes, because inline styles know no media queries. */
const DARK = `
@media (prefers-color-scheme: dark) {
  body, .page, body > table, body > table > tbody > tr > td { background-color: #121317 !important; }
  .line { border-color: #3a3d46 !important; }
  .card { background-color: #1d1f25 !important; }
  .strong { color: #f2f3f5 !important; }
  .text { color: #d3d6dc !important; }
  .small { color: #a2a8b4 !important; }
  .link, .brand { color: #7fd0e0 !important; }
  .button { background-color: #7fd0e0 !important; color: #16181d !important; }
}`;

/**
 * The one layout of every mail: no picture, nothing that is loaded from anywhere.
 *
 * @param help where to ask; null: nobody is named.
 */
export function letterPage(letter: Letter, help: string | null): ReactElement {
  const { locale, subject, paragraphs, action, why, settings, showsAddress } = letter;
  const h = createElement;
  return h(
    Html,
    { lang: locale, dir: "ltr" },
    h(
      Head,
      null,
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "supported-color-schemes", content: "light dark" }),
      h("title", null, subject),
      h("style", null, DARK),
    ),
    h(Preview, null, paragraphs[0] ?? subject),
    h(
      Body,
      { style: style.body, className: "page" },
      h(
        Container,
        { style: style.card, className: "card" },
        h(Text, { style: style.brand, className: "brand" }, speakers[locale].t("mail:brand")),
        h(Heading, { as: "h1", style: style.heading, className: "strong", dir: "auto" }, subject),
        ...paragraphs.map((text, index) =>
          h(Text, { key: index, style: style.text, className: "text", dir: "auto" }, text),
        ),
        action &&
          h(
            Section,
            null,
            h(Button, { href: action.url, style: style.button, className: "button" }, action.label),
          ),
        action &&
          showsAddress !== null &&
          h(
            Text,
            { style: { ...style.small, marginTop: "20px" }, className: "small" },
            showsAddress,
            h("br"),
            h(Link, { href: action.url, style: style.link, className: "link" }, action.url),
          ),
        h(Hr, { style: style.hr, className: "line" }),
        help !== null && h(Text, { style: style.small, className: "small" }, help),
        h(Text, { style: style.small, className: "small" }, why),
        settings &&
          h(
            Text,
            { style: style.small, className: "small" },
            h(Link, { href: settings.url, style: style.link, className: "link" }, settings.label),
          ),
      ),
    ),
  );
}
