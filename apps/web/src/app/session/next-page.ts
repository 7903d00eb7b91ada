/** Where somebody wanted to go before she was asked to sign in: a path of this app and nothing else. */
export function nextPage(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  // `//host` and `/\host` are addresses of other sites to a browser.
  const target = new URL(next, location.origin);
  return target.origin === location.origin ? `${target.pathname}${target.search}${target.hash}` : "/";
}
