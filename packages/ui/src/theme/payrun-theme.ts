import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

/** The one accent. Shade 7 on white and shade 4 on the dark background both pass 4.5 : 1 as text. */
const lagoon: MantineColorsTuple = [
  "#edf7f8",
  "#d6ebee",
  "#aed7dd",
  "#83c2cc",
  "#5fb0bd",
  "#378fa0",
  "#1c788b",
  "#0d6173",
  "#0a4d5c",
  "#083d49",
];

/** Mantine writes secondary text in shade 6; its own is too pale to be read on white. */
const gray: MantineColorsTuple = [
  "#f7f9f9",
  "#eff2f3",
  "#e4e9eb",
  "#d3dadd",
  "#bcc5c9",
  "#8b979d",
  "#576369",
  "#434e54",
  "#313a3f",
  "#1d2427",
];

const dark: MantineColorsTuple = [
  "#e5e9ea",
  "#c9d0d3",
  "#a2adb2",
  "#6f7b81",
  "#465157",
  "#323b40",
  "#252d31",
  "#161c1f",
  "#101517",
  "#0b0f10",
];

/** Mantine takes the text on a filled button from the light shade alone: white on the pale one of the dark theme. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isAccent = input.variant === "filled" && input.color === "lagoon";
  return isAccent ? { ...colors, color: "var(--mantine-primary-color-contrast)" } : colors;
};

/** What Payrun looks like: calm, one accent, numbers that line up. No font is fetched from anywhere. */
export const payrunTheme = createTheme({
  primaryColor: "lagoon",
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { lagoon, gray, dark },
  variantColorResolver: variantColors,
  white: "#ffffff",
  black: "#1d2427",
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace',
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  headings: {
    fontWeight: "650",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.25" },
      h2: { fontSize: "1.25rem", lineHeight: "1.35" },
      h3: { fontSize: "1.0625rem", lineHeight: "1.4" },
    },
  },
  components: {
    Anchor: { defaultProps: { underline: "always" } },
    Card: { defaultProps: { withBorder: true, padding: "lg", radius: "lg" } },
    // A rectangle of at least 24 px is what fingers need; 44 is what they like.
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
    TextInput: { defaultProps: { size: "sm" } },
    // Named, so that its text is that of a filled button: Mantine writes white on it otherwise.
    Chip: { defaultProps: { color: "lagoon" } },
    // Its `header` would be a second banner of the page.
    ModalHeader: { defaultProps: { role: "none" } },
  },
});

/** Where Mantine's own choices are too pale against their background. */
export const payrunCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-error": "#b3261e",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-anchor": "var(--mantine-color-lagoon-7)",
    "--payrun-surface": "var(--mantine-color-gray-0)",
    "--payrun-line": "var(--mantine-color-gray-2)",
    "--payrun-good": "#156239",
    "--payrun-good-back": "#e3f4ea",
    "--payrun-waiting": "#14517f",
    "--payrun-waiting-back": "#e4f0fa",
    "--payrun-attention": "#7a4a00",
    "--payrun-attention-back": "#fdf0d8",
    "--payrun-bad": "#a3211a",
    "--payrun-bad-back": "#fce8e6",
    "--payrun-neutral": "var(--mantine-color-gray-7)",
    "--payrun-neutral-back": "var(--mantine-color-gray-1)",
  },
  dark: {
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-anchor": "var(--mantine-color-lagoon-3)",
    "--payrun-surface": "var(--mantine-color-dark-6)",
    "--payrun-line": "var(--mantine-color-dark-5)",
    "--payrun-good": "#8fdcae",
    "--payrun-good-back": "#143222",
    "--payrun-waiting": "#9dcbf2",
    "--payrun-waiting-back": "#122c42",
    "--payrun-attention": "#f3c777",
    "--payrun-attention-back": "#3a2a0c",
    "--payrun-bad": "#ffaaa2",
    "--payrun-bad-back": "#451a17",
    "--payrun-neutral": "var(--mantine-color-dark-1)",
    "--payrun-neutral-back": "var(--mantine-color-dark-5)",
  },
});
