import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const getPaid: Translated<typeof en.getPaid> = {
  title: "Auszahlungskonto",
  description: "Wir zahlen auf Ihr Konto bei Stripe aus, und Stripe überweist weiter an Ihre Bank.",
  asked: {
    at: "Stripe gefragt am",
    never: "Stripe wurde noch nicht gefragt",
    again: "Stripe erneut fragen",
  },
  badge: {
    none: "Nicht eingerichtet",
    incomplete: "Nicht abgeschlossen",
    action_needed: "Sie sind gefragt",
    in_review: "In Prüfung",
    ready: "Bereit",
    restricted: "Von Stripe gestoppt",
    unreachable: "Nicht erreichbar",
  },
  state: {
    none: {
      title: "Richten Sie Ihr Auszahlungskonto ein",
      text: "Unser Zahlungspartner Stripe führt ein Konto für Sie und zahlt es an Ihre Bank aus. Das Einrichten dauert etwa zehn Minuten; halten Sie Ausweis, Steuernummer und Bankverbindung bereit.",
      action: "Bei Stripe einrichten",
    },
    incomplete: {
      title: "Schließen Sie die Einrichtung Ihres Auszahlungskontos ab",
      text: "Ihre bisherigen Angaben sind gespeichert. Bis der Rest da ist, kann nichts auf Ihr Konto ausgezahlt werden.",
      action: "Bei Stripe fortfahren",
    },
    due: {
      title: "Stripe braucht noch etwas von Ihnen",
      text: "Vorerst werden Sie wie gewohnt ausgezahlt. Reichen Sie es nach, damit das so bleibt.",
      action: "Bei Stripe nachreichen",
    },
    dueBy: {
      title: "Stripe braucht noch etwas von Ihnen",
      text: "Bis {{deadline}} werden Sie wie gewohnt ausgezahlt. Reichen Sie es vorher nach, damit das so bleibt.",
      action: "Bei Stripe nachreichen",
    },
    overdue: {
      title: "Stripe hat Ihre Auszahlungen gestoppt, bis Sie etwas nachreichen",
      text: "Ihr Guthaben bleibt Ihres; es wird ausgezahlt, sobald Stripe hat, was es braucht.",
      action: "Bei Stripe nachreichen",
    },
    replaceBank: {
      title: "Ihre Bank hat das Geld nicht angenommen",
      text: "Stripe überweist nichts mehr auf dieses Konto. Was zurückkam, wartet bei Stripe, bis Sie eine andere Bankverbindung angeben.",
      action: "Bankverbindung ersetzen",
    },
    settleBalance: {
      title: "Ihr Konto bei Stripe ist im Minus",
      text: "Stripe würde unsere nächste Auszahlung damit verrechnen. Deshalb halten wir sie zurück, bis das Konto ausgeglichen ist.",
      action: "Stripe-Dashboard öffnen",
    },
    inReview: {
      title: "Stripe prüft Ihr Konto",
      text: "Sie müssen nichts tun. Meist dauert es Minuten, manchmal bis zu zwei Werktage; wir sagen Ihnen Bescheid.",
    },
    ready: {
      title: "Ihr Auszahlungskonto ist bereit",
      text: "Auszahlungen erreichen Ihr Konto bei Stripe und gehen weiter an Ihre Bank.",
      action: "Stripe-Dashboard öffnen",
    },
    restricted: {
      title: "Stripe hat Ihr Konto gestoppt",
      text: "Daran ändert nichts, was Sie nachreichen könnten. Wenden Sie sich an den Support: Wir fragen Stripe, was möglich ist.",
      because:
        "Grund laut Stripe: {{because}}. Daran ändert nichts, was Sie nachreichen könnten. Wenden Sie sich an den Support: Wir fragen Stripe, was möglich ist.",
    },
    unreachable: {
      title: "Stripe zeigt uns Ihr Konto nicht mehr",
      text: "Es ist geschlossen, oder unser Zugriff wurde widerrufen. Ihr Guthaben bleibt Ihres; eröffnen Sie ein neues Konto, um wieder ausgezahlt zu werden.",
      action: "Neues Konto eröffnen",
    },
  },
  leave: "Sie wechseln auf die Seiten von Stripe und kommen hierher zurück.",
  country: {
    label: "Land, in dem Sie leben",
    hint: "Dort eröffnet Stripe Ihr Konto. Das lässt sich später nicht ändern.",
    placeholder: "Land wählen",
  },
  checklist: {
    title: "Was Stripe braucht",
    done: "Es fehlt nichts.",
    later: "Später erforderlich",
    laterText: "Noch nicht nötig. Stripe meldet sich bei uns, wenn es so weit ist.",
    refused: "Stripe schreibt:",
    by: "bis",
    state: { overdue: "Überfällig", due: "Erforderlich", checking: "Wird geprüft", later: "Später" },
    kind: {
      identity_document: "Ausweis",
      address_document: "Nachweis Ihrer Anschrift",
      company_document: "Dokument zu Ihrer Firma",
      name: "Ihr Name",
      birth_date: "Geburtsdatum",
      tax_id: "Steuer- oder Ausweisnummer",
      address: "Anschrift",
      email: "E-Mail-Adresse",
      phone: "Telefonnummer",
      bank_account: "Bankverbindung",
      terms: "Zustimmung zu den Bedingungen von Stripe",
      business_profile: "Was Sie tun",
      company: "Ihr Unternehmen",
      representative: "Wer Ihre Firma vertritt",
      owners: "Wem Ihre Firma gehört",
      other: "Eine weitere Angabe",
    },
  },
  bank: {
    title: "Ihre Bank",
    description: "Wohin Stripe Ihr Geld überweist.",
    none: "Noch keine Bankverbindung",
    noneText: "Sie geben sie auf den Seiten von Stripe an.",
    hidden: "Stripe zeigt sie nur Ihnen, in Ihrem Dashboard.",
    ending: "endet auf {{last4}}",
    account: "Bankkonto",
    usable: "In Gebrauch",
    stopped: "Gestoppt",
    change: "Bei Stripe ändern",
  },
  change: {
    title: "Ändern, wohin Ihr Geld geht?",
    why: "Zu Ihrer Sicherheit wird nach einer Änderung {{duration}} lang nichts ausgezahlt: Wer ein Konto übernimmt, leitet zuerst das Geld um.",
    until: "Wenn Sie jetzt ändern, wird nichts ausgezahlt bis",
    skipped_one:
      "Ihre Auszahlung vom {{days}} entfällt; das Geld bleibt Ihres und geht mit der vom {{firstPaid}}.",
    skipped_other:
      "Ihre Auszahlungen vom {{days}} entfallen; das Geld bleibt Ihres und geht mit der vom {{firstPaid}}.",
    noneSkipped:
      "Keiner Ihrer Auszahlungstermine fällt in diese Zeit: Die nächste Auszahlung kommt wie geplant am {{firstPaid}}.",
    told: "Sie erhalten eine E-Mail darüber, auch an Ihre frühere Adresse.",
    noCoolDown: "Die Änderung gilt sofort. Sie erhalten eine E-Mail darüber, auch an Ihre frühere Adresse.",
    confirm: "Zu Stripe",
  },
  coolDown: {
    title: "Vorerst keine Auszahlungen: Bankverbindung oder Auszahlungskonto wurde geändert",
    changed: "Geändert am",
    until: "Wieder ausgezahlt wird ab",
    notYou: "Waren Sie das nicht? Wenden Sie sich sofort an den Support.",
  },
  can: {
    title: "Was Ihr Konto kann",
    receive: "Unsere Auszahlungen empfangen",
    payOut: "An Ihre Bank auszahlen",
    schedule: "Stripe zahlt aus",
    country: "Land",
    accountId: "Konto bei Stripe",
    yes: "Ja",
    no: "Derzeit nicht",
    pending: "Wird geprüft",
    daily: "jeden Tag",
    weekly: "jede Woche, am {{days}}",
    monthly: "jeden Monat, am Tag {{days}}",
    manual: "nur, wenn Sie es bei Stripe veranlassen",
    other: "wie mit Stripe vereinbart",
  },
  gates: {
    title: "Was die Plattform braucht",
    taxForm: "Steuerformular",
    taxComplete: "Vollständig",
    taxMissing: "Fehlt: Ohne es dürfen wir nicht auszahlen. Füllen Sie es bei der Plattform aus.",
    sanctions: "Rechtliche Prüfung",
    sanctionsClear: "Bestanden",
    sanctionsBlocked:
      "Wir dürfen Ihnen derzeit nichts auszahlen. Bitten Sie den Support, die Prüfung zu wiederholen.",
  },
  how: {
    title: "Warum Stripe, und was es tut",
    identity:
      "Stripe darf Geld bewegen und muss wissen, wer es bekommt. Deshalb fragt es nach Identität, Steuernummer und Bankverbindung.",
    privacy:
      "Was Sie Stripe sagen, bleibt dort: Wir sehen weder Ihre Dokumente noch Ihre volle Kontonummer, nur ob etwas fehlt.",
    safety:
      "Vor jeder Auszahlung fragen wir Stripe nach Ihrem Konto, und wenn sich Ihre Bank ändert, pausieren wir Auszahlungen. So leitet niemand Ihr Geld unbemerkt um.",
  },
  return: {
    title: "Zurück von Stripe",
    reading: "Wir fragen Stripe, was Sie abgeschlossen haben …",
    next: "Wie es weitergeht",
    readyNext: "Ihren nächsten Auszahlungstermin und was Sie erwarten können, sehen Sie auf der Startseite.",
    waitNext: "Sie müssen nicht hier warten: Wir sagen Bescheid, sobald Stripe fertig ist.",
    missingNext: "Machen Sie gleich weiter oder kommen Sie später wieder: Ihre Angaben sind gespeichert.",
    toGetPaid: "Zum Auszahlungskonto",
    toHome: "Zur Startseite",
  },
  refresh: {
    title: "Zurück zu Stripe",
    opening: "Der Link war benutzt oder abgelaufen. Wir öffnen einen neuen …",
    retry: "Neuen Link öffnen",
  },
};
