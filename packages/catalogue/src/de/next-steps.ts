import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const nextSteps: Translated<typeof en.nextSteps> = {
  paid: {
    title: "Gezahlt",
    explanation: "Stripe hat die Überweisung und zahlt sie nun an die Bank des Creators aus.",
    action: "Nichts zu tun.",
  },
  refused_needs_funds: {
    title: "Wartet auf Deckung",
    explanation:
      "Das Stripe-Guthaben der Plattform reicht für diese Auszahlung nicht. Sie wird von selbst gesendet, sobald Geld da ist.",
    action: "Laden Sie das Stripe-Guthaben der Plattform auf.",
  },
  refused_needs_creator: {
    title: "Angehalten, bis der Creator handelt",
    explanation:
      "Stripe nimmt keine Überweisungen auf dieses Konto an. Der Creator erfährt, was fehlt, und die Auszahlung wird neu geplant, sobald das Konto bereit ist.",
    action: "Erinnern Sie den Creator daran, das Auszahlungskonto zu ergänzen.",
  },
  refused_terminal: {
    title: "Endgültig fehlgeschlagen",
    explanation:
      "Stripe wird diese Auszahlung so nie annehmen. Das Geld ist wieder im Guthaben des Creators und geht mit dem nächsten Termin mit.",
    action: "Nichts zu tun, außer der Creator braucht Hilfe mit dem Auszahlungskonto.",
  },
  refused_needs_admin: {
    title: "Fehlgeschlagen, braucht einen Admin",
    explanation:
      "Stripe hat aus einem Grund abgelehnt, den der Creator nicht beheben kann. Das Geld ist wieder im Guthaben des Creators.",
    action:
      "Lesen Sie die Meldung von Stripe und wiederholen Sie die Auszahlung, wenn die Ursache behoben ist.",
  },
  refused_transient: {
    title: "Fehlgeschlagen, wird noch einmal versucht",
    explanation:
      "Stripe hat aus einem vorübergehenden Grund abgelehnt. Die Auszahlung wird von selbst noch einmal versucht, bis zu 3-mal.",
    action: "Nichts zu tun.",
  },
  not_executed_hold: {
    title: "Angehalten: das Konto ist nicht erreichbar",
    explanation:
      "Unser Stripe-Schlüssel hat keinen Zugriff auf dieses Konto, oder es gibt das Konto nicht. Es wurde nichts gesendet. Die Auszahlung wird neu geplant, sobald das Konto bereit ist.",
    action: "Bitten Sie den Creator, das Auszahlungskonto neu zu verbinden.",
  },
  not_executed_pause_batch: {
    title: "Lauf pausiert: Stripe lehnt unseren Schlüssel ab",
    explanation:
      "Es wurde nichts gesendet. Keine Auszahlung kann gelingen, bis der Schlüssel gültig ist und seine Rechte hat.",
    action: "Berichtigen Sie den Stripe-Schlüssel und setzen Sie den Lauf dann fort.",
  },
  not_executed_back_off: {
    title: "Von Stripe gebremst",
    explanation:
      "Die Ratenbegrenzung von Stripe hat geantwortet, bevor die Anfrage angesehen wurde. Sie wird von selbst noch einmal gesendet.",
    action: "Nichts zu tun.",
  },
  unknown: {
    title: "Ausgang noch nicht bekannt",
    explanation:
      "Keine Antwort von Stripe beweist, ob das Geld geflossen ist. Dieselbe Anfrage wird unter demselben Schlüssel wiederholt, der nie doppelt zahlen kann, bis es eine gibt.",
    action: "Nichts zu tun.",
  },
  unknown_needs_admin: {
    title: "Ausgang widerspricht unseren Büchern",
    explanation:
      "Die Antwort von Stripe passt nicht zu der Auszahlung, wie wir sie aufgeschrieben haben. Sie wird nie wieder gesendet.",
    action: "Entscheiden Sie zu zweit, ob gezahlt oder fehlgeschlagen, nach den Belegen bei Stripe.",
  },
};
