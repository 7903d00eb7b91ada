import {
  notificationWords,
  type NotificationWords,
  type SpokenNotification,
} from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";

/** Puts notifications into the viewer's words. */
export function useNotificationWords(): (notification: SpokenNotification) => NotificationWords {
  const { i18n } = useTranslation();
  const { timeZone } = useViewer();
  return (notification) => notificationWords(i18n, notification, { timeZone });
}
