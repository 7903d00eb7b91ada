export type DeviceNames = { readonly browser: string; readonly system: string };

/** The first that is found: most browsers claim to be several. */
const browsers = [
  ["Edge", /\bEdgA?\/|\bEdgiOS\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\bFirefox\/|\bFxiOS\//],
  ["Chrome", /Chrome\/|\bCriOS\//],
  ["Safari", /\bVersion\/.*\bSafari\//],
] as const;

const systems = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b|\bMacintosh\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** What a browser says that it is, as people call it; null for what is no browser that we know. */
export function deviceNames(userAgent: string | null): DeviceNames | null {
  const browser = browsers.find(([, pattern]) => pattern.test(userAgent ?? ""))?.[0];
  const system = systems.find(([, pattern]) => pattern.test(userAgent ?? ""))?.[0];
  return browser === undefined || system === undefined ? null : { browser, system };
}
