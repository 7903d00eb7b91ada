import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const withdrawals: Translated<typeof en.withdrawals> = {
  title: "Vorzeitige Auszahlung",
  description:
    "Bitten Sie um eine Auszahlung vor dem nächsten Termin. Das Finanzteam entscheidet; durch die Bitte bewegt sich kein Geld.",
  offTitle: "Vorzeitige Auszahlungen werden hier nicht angeboten",
  offText:
    "Sie werden am nächsten Auszahlungstermin von selbst bezahlt. Wann das ist und wie viel, steht auf der Startseite.",
  offAction: "Nächste Auszahlung ansehen",
  balancesTitle: "Um eine vorzeitige Auszahlung bitten",
  available: "Verfügbar in {{currency}}",
  minimum: "Mindestens {{money}}",
  amount: "Betrag in {{currency}}",
  amountWrong: "Ein Betrag wie {{example}}.",
  ask: "Um {{currency}} bitten\u00a0…",
  nothing: "Für eine vorzeitige Auszahlung ist zu wenig verfügbar.",
  isOpen: "Ihr Antrag in {{currency}} wartet auf eine Entscheidung.",
  noBalanceTitle: "Noch ist nichts verfügbar",
  noBalanceText: "Was Sie verdienen, wird verfügbar, wenn die Haltefrist vorbei ist.",
  confirmTitle: "Um eine vorzeitige Auszahlung bitten?",
  confirmText:
    "Sie bitten um {{money}}. Das Finanzteam entscheidet, und Sie erfahren es. Bis dahin bleibt der Betrag in Ihrem Guthaben.",
  confirm: "Um {{money}} bitten",
  asked: "Sie haben um {{money}} gebeten. Das Finanzteam entscheidet.",
  requestsTitle: "Ihre Anträge",
  requestsCaption: "Ihre Anträge, die neuesten zuerst",
  when: "Beantragt",
  amountColumn: "Betrag",
  state: "Stand",
  decided: "Entschieden",
  actionColumn: "Aktion",
  status: {
    requested: "Wartet auf Entscheidung",
    approved: "Genehmigt",
    declined: "Abgelehnt",
    canceled: "Zurückgezogen",
    paid: "Bezahlt",
  },
  cancel: "Zurückziehen",
  cancelThis: "Antrag über {{money}} zurückziehen",
  cancelTitle: "Diesen Antrag zurückziehen?",
  cancelText: "Sie werden dann wie gewohnt am nächsten Termin ausgezahlt.",
  cancelConfirm: "Antrag zurückziehen",
  canceled: "Ihr Antrag ist zurückgezogen.",
  emptyTitle: "Sie haben um keine vorzeitige Auszahlung gebeten",
};
