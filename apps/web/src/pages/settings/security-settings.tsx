import { Stack } from "@mantine/core";
import { EmailSection } from "./security/email-section.tsx";
import { PasskeysSection } from "./security/passkeys/passkeys-section.tsx";
import { PasswordSection } from "./security/password-section.tsx";
import { SessionsSection } from "./security/sessions-section.tsx";
import { TwoFactorSection } from "./security/two-factor/two-factor-section.tsx";

/** How somebody signs in, and where she is signed in. */
export function SecuritySettings() {
  return (
    <Stack gap="lg">
      <PasswordSection />
      <EmailSection />
      <TwoFactorSection />
      <PasskeysSection />
      <SessionsSection />
    </Stack>
  );
}
