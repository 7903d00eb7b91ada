import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const decisions: Translated<typeof en.decisions> = {
  title: "Warum wurde ich nicht ausgezahlt?",
  lead: "Was jeder Auszahlungstermin für Sie ergeben hat und was Sie tun können.",
  show: { label: "Auszahlungstermine", unpaid: "Nicht ausgezahlt", all: "Alle Termine" },
  dateTitle: "{{day}}",
  dateTitleIn: "{{day}} · {{currency}}",
  verdicts: {
    skipped: "Keine Auszahlung",
    missed: "Es wurde niemand ausgezahlt",
    delayed: "Verzögert",
    on_its_way: "Unterwegs",
    paid: "Ausgezahlt",
    returned_by_bank: "Von Ihrer Bank zurückgesandt",
    reversed: "Zurückgekommen",
    held: "Angehalten",
    failed: "Fehlgeschlagen",
    canceled: "Abgebrochen",
    replaced: "Ersetzt",
  },
  more_one: "{{count}} weiterer Grund",
  more_other: "{{count}} weitere Gründe",
  moreLead: "Auch das hätte die Auszahlung verhindert:",
  said: {
    missed: {
      title: "An diesem Termin wurde niemand ausgezahlt",
      explanation:
        "Die Plattform hat an diesem Termin nichts ausgezahlt. Ihr Geld ist in der nächsten Auszahlung enthalten.",
    },
    delayed_approval: {
      title: "Unser Team gibt diese Auszahlungen erst frei",
      explanation:
        "Ihre Auszahlung über {{amount}} ist für Sie zurückgelegt und wird gesendet, sobald unser Team die Auszahlungen dieses Termins freigegeben hat.",
    },
    delayed_funds: {
      title: "Wir überweisen zuerst Geld an Stripe",
      explanation:
        "Ihre Auszahlung über {{amount}} ist für Sie zurückgelegt und wird von selbst gesendet, sobald das Geld da ist.",
    },
    delayed_team: {
      title: "Unser Team prüft die Auszahlungen dieses Termins",
      explanation:
        "Ihre Auszahlung über {{amount}} ist für Sie zurückgelegt und wird gesendet, sobald es mit diesem Termin weitergeht.",
    },
    on_its_way: {
      title: "Ihre Auszahlung ist unterwegs",
      explanation: "{{amount}} werden an Ihr Konto bei Stripe gesendet.",
    },
    paid: { title: "Sie wurden ausgezahlt", explanation: "{{amount}} gingen an Ihr Konto bei Stripe." },
    returned_by_bank: {
      title: "Ihre Bank hat das Geld zurückgesandt",
      explanation: "{{amount}} sind wieder auf Ihrem Konto bei Stripe. Prüfen Sie dort Ihre Bankdaten.",
    },
    reversed: {
      title: "Die Auszahlung kam von Stripe zurück",
      explanation: "{{amount}} sind wieder in Ihrem Guthaben und gehen mit der nächsten Auszahlung.",
    },
    replaced: {
      title: "Eine spätere Auszahlung hat diese ersetzt",
      explanation: "{{amount}} gingen in eine spätere Auszahlung ein.",
    },
    unknown: { title: "Es gab keine Auszahlung", explanation: "Ihr Guthaben bleibt Ihres." },
  },
  paidLater: "Das Geld ging mit der Auszahlung vom {{day}}.",
  paidSince: "Die nächste Auszahlung an Sie war die vom {{day}}.",
  actions: {
    seePayout: "Diese Auszahlung ansehen",
    seeOpenPayout: "Jene Auszahlung ansehen",
    seeLater: "Auszahlung vom {{day}} ansehen",
    seeEarnings: "Ihre Einnahmen ansehen",
    seeNext: "Ihre nächste Auszahlung ansehen",
    checkBank: "Bankdaten prüfen",
  },
  support: {
    facts: "Auszahlungstermin {{periodKey}}, Grund {{code}}, Konto {{email}}",
    what: "Angaben für den Support",
  },
  emptyTitle: "Sie wurden immer ausgezahlt",
  emptyText: "Es gibt keinen Termin, an dem Sie nicht ausgezahlt wurden.",
  noneTitle: "Noch kein Auszahlungstermin",
  noneText: "Nach dem ersten lesen Sie hier, was er für Sie ergeben hat.",
};
