import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const wallet: Translated<typeof en.wallet> = {
  title: "Wallet",
  description: "Ihre Token und wofür Sie sie ausgegeben haben.",
  balances: "Ihre Token",
  balancesIn: "Ihre Token in {{currency}}",
  toSpend: "Zum Ausgeben",
  setAside: "Für Anrufe vorgemerkt",
  setAsideHint: "Wieder frei, wenn ein Anruf abgelehnt oder zurückgezogen wird oder abläuft.",
  balance: "Guthaben",
  price: "{{tokens}} haben bei Ihrem letzten Kauf {{money}} gekostet; danach werden Ihre Token gezählt.",
  emptyTitle: "Sie haben noch keine Token",
  emptyText:
    "Token kaufen Sie auf der Plattform, auf der Sie angemeldet sind. Sobald sie Ihren Kauf meldet, erscheinen sie hier von selbst.",
  whereToBuy:
    "Token kaufen Sie auf der Plattform, auf der Sie angemeldet sind. Sie meldet jeden Kauf, und Ihr Guthaben hier folgt.",
  spending: {
    title: "Was Sie ausgegeben haben",
    caption: "Ihre Trinkgelder und Anrufe, die neuesten zuerst",
    what: "Wofür",
    when: "Wann",
    tokens: "Token",
    amount: "Wert",
    tip: "Trinkgeld an {{name}}",
    call: "Anruf mit {{name}}",
    givenBack: "{{money}} zurückgegeben",
    emptyTitle: "Sie haben noch keine Token ausgegeben",
    emptyText: "Hier stehen Ihre Trinkgelder und die Anrufe, die stattgefunden haben.",
    findCreators: "Creators finden",
  },
  purchases: {
    title: "Was Sie gekauft haben",
    caption: "Ihre Käufe, die neuesten zuerst",
    when: "Wann",
    tokens: "Token",
    amount: "Bezahlt",
    givenBack: "{{money}} zurückgegeben",
    emptyTitle: "Noch keine Käufe",
    emptyText: "Hier steht, was Sie auf der Plattform kaufen.",
  },
};
