import { ask, AuthFailure, callAuth } from "./auth-client.ts";

/** Whether this browser has passkeys, and can put them into JSON. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential === "function" &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential &&
    "parseRequestOptionsFromJSON" in PublicKeyCredential
  );
}

/** Whether it can offer passkeys where the address is typed, before anybody asks for one. */
export async function offersPasskeysInForms(): Promise<boolean> {
  if (!hasPasskeys() || !("isConditionalMediationAvailable" in PublicKeyCredential)) return false;
  return PublicKeyCredential.isConditionalMediationAvailable().catch(() => false);
}

/**
 * Signs in with a passkey. @param signal ends the browser's question.
 * @throws AuthFailure `auth_cancelled` when none was chosen.
 */
export async function signInWithPasskey(
  options: { readonly inForm?: boolean; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const { inForm = false, signal } = options;
  const ending = signal === undefined ? {} : { signal };
  const asked = (await ask(
    "passkey/generate-authenticate-options",
    ending,
  )) as PublicKeyCredentialRequestOptionsJSON;
  const credential = await chosen(
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({ ...asked, userVerification: "required" }),
      ...(inForm && { mediation: "conditional" }),
      ...ending,
    }),
  );
  await callAuth("passkey/verify-authentication", { response: credential.toJSON() });
}

/** Makes a passkey for whoever is signed in. @throws AuthFailure */
export async function addPasskey(name: string): Promise<void> {
  const asked = (await ask("passkey/generate-register-options")) as PublicKeyCredentialCreationOptionsJSON;
  const credential = await chosen(
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) }),
  );
  await callAuth("passkey/verify-registration", { response: credential.toJSON(), name });
}

async function chosen(choice: Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await choice.catch((error: unknown) => {
    const isKnown = error instanceof DOMException && error.name === "InvalidStateError";
    throw new AuthFailure(isKnown ? "previously_registered" : "auth_cancelled");
  });
  if (credential instanceof PublicKeyCredential) return credential;
  throw new AuthFailure("auth_cancelled");
}
