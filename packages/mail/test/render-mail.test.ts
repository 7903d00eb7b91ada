import { locales } from "@payrun/catalogue";
import { creatorNotificationKinds } from "@payrun/payouts-core";
import { describe, expect, test } from "vitest";
import { renderMail, type AccountMail, type NotificationMail } from "../src/index.ts";

const app = { webOrigin: "https://pay.example.com", supportEmail: null };
const accountKinds = [
  "verify_email",
  "reset_password",
  "confirm_email_change",
  "email_in_use",
  "password_changed",
  "two_factor_enabled",
  "two_factor_disabled",
  "email_changed",
] as const satisfies readonly AccountMail["kind"][];

const aMail = (given: Partial<NotificationMail> = {}): NotificationMail => ({
  form: "notification",
  locale: "en",
  timeZone: "UTC",
  isCopy: false,
  notification: {
    kind: "call_requested",
    data: { fanName: "Ben", callRequestId: "call-1", amountMinor: "1500", currency: "EUR" },
  },
  ...given,
});

/** What a page shows, without its tags. */
const shown = (html: string) =>
  html
    .replaceAll(/<style.*?<\/style>|<[^>]+>/gs, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

describe("a mail", () => {
  test.for(
    locales.flatMap((locale) => [
      ...creatorNotificationKinds.map((kind) => ({
        locale,
        kind,
        mail: aMail({ locale, notification: { kind, data: {} } }),
      })),
      ...accountKinds.map((kind) => ({
        locale,
        kind,
        mail: { form: "account", locale, kind, url: null } as const,
      })),
    ]),
  )("says the same as a page and as plain text: $kind in $locale", async ({ locale, mail }) => {
    const { subject, html, text } = await renderMail(mail, app);
    expect(html).toContain(`lang="${locale}"`);
    const page = shown(html).replaceAll(/\s+/g, " ");
    const lines = text
      .split("\n")
      .filter((line) => line !== "" && line !== "-- " && !line.includes("https://"));
    expect(lines[0]).toBe(subject);
    for (const line of lines) expect(page).toContain(line.replace(/:$/, "").replaceAll(/\s+/g, " "));
    expect(`${subject}${text}${page}`).not.toMatch(/undefined|null|\{\{|mail:|notifications:/);
  });

  test.for([
    { locale: "en", says: "Firefox on Windows, on Nov 15, 2026, 03:00 GMT+1." },
    { locale: "de", says: "Firefox auf Windows, am 15. Nov. 2026, 03:00 MEZ." },
    { locale: "ja", says: "WindowsのFirefox、2026年11月15日 03:00 GMT+1。" },
  ] as const)("says when and with what somebody signed in, in $locale", async ({ locale, says }) => {
    const signIn = {
      at: new Date("2026-11-15T02:00:00Z"),
      timeZone: "Europe/Berlin",
      userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
    };
    const mail = { form: "account", locale, kind: "new_sign_in", url: null, signIn } as const;
    expect((await renderMail(mail, app)).text.replaceAll(/[\u00A0\u202F]/gu, " ")).toContain(says);
  });

  test("loads nothing from anywhere, has its first words as a preview, and dark colours for who likes it dark", async () => {
    const { html } = await renderMail(aMail(), app);
    expect(html).not.toMatch(/<img|<link|url\(|@import|src=/);
    expect(html).toMatch(/display:none[^>]*>The call is worth €15\.00\./);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  });

  test("is switched off where she chooses, but for a copy and for where her money goes", async () => {
    const settings = `${app.webOrigin}/settings#notifications`;
    expect((await renderMail(aMail(), app)).unsubscribeUrl).toBe(settings);
    expect((await renderMail(aMail({ isCopy: true }), app)).unsubscribeUrl).toBeNull();
    const changed = aMail({ notification: { kind: "destination_changed", data: {} } });
    expect((await renderMail(changed, app)).unsubscribeUrl).toBeNull();
  });

  test("names whom to write to, where the platform says who that is", async () => {
    const named = await renderMail(aMail(), { ...app, supportEmail: "help@example.com" });
    for (const said of [named.text, shown(named.html)])
      expect(said).toContain("Something is not right? Write to help@example.com.");
    expect((await renderMail(aMail(), app)).text).not.toContain("Write to");
  });

  test("escapes what others wrote", async () => {
    const fanName = `"><script>alert(1)</script><a href="https://evil.example">`;
    const { html } = await renderMail(
      aMail({
        notification: { kind: "call_requested", data: { fanName, amountMinor: "1", currency: "USD" } },
      }),
      app,
    );
    expect(html).not.toContain("<script");
    expect(html).not.toContain('href="https://evil.example"');
  });
});
