export type { AccountMail } from "./account-letter.ts";
export type { NotificationMail } from "./notification-letter.ts";
export { renderMail, type RenderedMail } from "./render-mail.ts";
