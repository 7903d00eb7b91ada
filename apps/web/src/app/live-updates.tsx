/** Listens for what changes while the page is open. Draws nothing. */
export function LiveUpdates() {
  return null;
}
