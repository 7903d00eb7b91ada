import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const refusals: Translated<typeof en.refusals> = {
  not_signed_in:
    "Sie sind nicht angemeldet, oder Ihre Sitzung ist beendet. Melden Sie sich an und versuchen Sie es noch einmal.",
  session_not_fresh:
    "Zu Ihrer Sicherheit: bestätigen Sie bitte, dass Sie es sind. Melden Sie sich neu an und wiederholen Sie diesen Schritt.",
  banned: "Dieses Konto ist geschlossen. Wenden Sie sich an den Support, wenn das ein Irrtum ist.",
  wrong_role: "Das steht Ihrer Art von Konto nicht offen.",
  second_factor_missing:
    "Dafür ist ein zweiter Faktor nötig. Richten Sie ihn zuerst in Ihren Sicherheitseinstellungen ein.",
  not_found: "Das konnten wir nicht finden. Vielleicht wurde es entfernt, oder der Link ist unvollständig.",
  unavailable:
    "Das ist gerade nicht verfügbar. Es wurde nichts geändert; versuchen Sie es noch einmal, Wartezeit: {{retryAfter}}.",
};
