/** What a mailed token says it is about, for showing it; whether it may be believed, the API decides. Null: it is none. */
export function addressesIn(
  token: string,
): { readonly email: string; readonly updateTo: string | null } | null {
  try {
    const part = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    const payload = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
    const { email, updateTo } = payload;
    if (typeof email !== "string") return null;
    return { email, updateTo: typeof updateTo === "string" ? updateTo : null };
  } catch {
    return null;
  }
}
