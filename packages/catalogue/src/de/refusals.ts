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
  account_country_needed: "Sagen Sie uns zuerst, in welchem Land Sie leben: Dort eröffnet Stripe Ihr Konto.",
  account_country_refused:
    "Stripe eröffnet für uns derzeit keine Konten in Ihrem Land ({{country}}). Der Support sagt Ihnen, ab wann das geht.",
  account_data_refused:
    "Stripe hat Ihren Namen, Ihre E-Mail-Adresse oder Ihr Land nicht angenommen. Lassen Sie die Angaben vom Support berichtigen und versuchen Sie es dann erneut.",
  account_opening_stopped:
    "Stripe eröffnet derzeit keine Konten für uns. Unser Team ist benachrichtigt; es wurde nichts geändert, versuchen Sie es später erneut.",
  account_unreachable:
    "Stripe zeigt uns Ihr Auszahlungskonto nicht mehr: Es ist geschlossen, oder unser Zugriff wurde widerrufen. Eröffnen Sie ein neues, um wieder ausgezahlt zu werden.",
  no_payout_account: "Sie haben noch kein Auszahlungskonto. Richten Sie es zuerst ein.",
  onboarding_unfinished:
    "Schließen Sie zuerst ab, was Stripe von Ihnen braucht; danach öffnet sich das Dashboard.",
  payout_in_flight:
    "Eine Auszahlung ist zu Ihrem jetzigen Konto unterwegs. Versuchen Sie es erneut, wenn sie angekommen ist.",
  minimum_too_low:
    "{{asked}} liegt unter der kleinsten Auszahlung von {{minimum}}. Wählen Sie mindestens diesen Betrag.",
};
