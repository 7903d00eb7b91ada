/**
 * Ends this browser's session.
 *
 * @throws when the API does not answer: the session is then still there.
 */
export async function signOut(): Promise<void> {
  const response = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  // A session that had already ended is signed out as well.
  if (!response.ok && response.status !== 401) throw new Error(`signing out failed: ${response.status}`);
}
