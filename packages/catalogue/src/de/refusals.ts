import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const refusals: Translated<typeof en.refusals> = {
  not_signed_in:
    "Sie sind nicht angemeldet, oder Ihre Sitzung ist beendet. Melden Sie sich an und versuchen Sie es noch einmal.",
  session_not_fresh:
    "Zu Ihrer Sicherheit: Bestätigen Sie bitte, dass Sie es sind. Melden Sie sich neu an und wiederholen Sie diesen Schritt.",
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
  cannot_follow_yourself: "Das ist Ihr eigenes Profil: Sich selbst können Sie nicht folgen.",
  cannot_tip_yourself: "Das ist Ihr eigenes Profil: Sich selbst können Sie kein Trinkgeld geben.",
  cannot_call_yourself: "Das ist Ihr eigenes Profil: Sich selbst können Sie nicht um einen Anruf bitten.",
  takes_no_calls: "{{handle}} nimmt zurzeit keine Anrufe an. Es wurde nichts ausgegeben.",
  below_call_price:
    "Ein Anruf kostet {{price}}, und Sie haben {{offered}} geboten. Bieten Sie mindestens den Preis.",
  no_tokens:
    "Sie haben dafür keine Token. Kaufen Sie welche auf der Plattform, auf der Sie angemeldet sind; hier erscheinen sie dann von selbst.",
  not_enough_tokens:
    "Sie brauchen {{wanted}} ({{needed}}) und können {{spendable}} ausgeben: Ihr Guthaben ist {{balance}}, davon sind {{spokenFor}} für angefragte Anrufe vorgemerkt. Kaufen Sie Token nach oder wählen Sie weniger.",
  worth_nothing:
    "{{wanted}} wären weniger wert als der kleinste Betrag in {{currency}}. Senden Sie mindestens {{fewest}}.",
  request_key_used:
    "Das wurde schon einmal mit anderen Angaben gesendet: {{stored}} an {{storedHandle}}. Dabei bleibt es; laden Sie die Seite neu, um etwas Neues zu senden.",
  call_is_asked: "Dieser Anruf ist noch nicht angenommen. Nehmen Sie ihn zuerst an.",
  call_is_accepted: "Dieser Anruf ist schon angenommen.",
  call_is_declined: "Dieser Anruf ist schon abgelehnt. Es wurde nichts bezahlt.",
  call_is_canceled: "Diese Anfrage ist schon zurückgezogen. Es wurde nichts bezahlt.",
  call_is_completed: "Dieser Anruf ist schon abgeschlossen und bezahlt.",
  call_is_expired: "Diese Anfrage ist abgelaufen. Es wurde nichts bezahlt.",
  call_not_covered:
    "Der Fan hat nicht mehr genug Token für diesen Anruf: Es braucht {{needed}}. Es wurde nichts bezahlt; bitten Sie den Fan, Token zu kaufen, und schließen Sie ihn dann noch einmal ab.",
  withdrawals_off:
    "Vorzeitige Auszahlungen werden hier nicht angeboten. Sie werden am nächsten Termin ausgezahlt.",
  withdrawal_exceeds_available:
    "Sie haben {{amount}} beantragt, und {{available}} sind verfügbar. Beantragen Sie höchstens so viel.",
  withdrawal_below_minimum:
    "Sie haben {{amount}} beantragt, und {{minimum}} ist das Mindeste. Beantragen Sie mehr.",
  withdrawal_already_open:
    "Sie haben schon {{open}} beantragt. Ziehen Sie diesen Antrag zuerst zurück oder warten Sie die Entscheidung ab.",
  withdrawal_decided: "Dieser Antrag ist nicht mehr offen und kann nicht zurückgezogen werden.",
};
