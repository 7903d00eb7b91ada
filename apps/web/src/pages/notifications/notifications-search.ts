/** What the address of the notifications may say. */
export type NotificationsSearch = {
  /** Absent: all of them. */
  readonly show?: "unread";
};

/** Never throws: what cannot be meant is left out. */
export function notificationsSearch(given: Readonly<Record<string, unknown>>): NotificationsSearch {
  return given["show"] === "unread" ? { show: "unread" } : {};
}
