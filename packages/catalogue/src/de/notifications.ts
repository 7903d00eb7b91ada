import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const notifications: Translated<typeof en.notifications> = {
  title: "Mitteilungen",
  lead: "Was mit Ihren Auszahlungen, Ihrem Guthaben, Ihrem Auszahlungskonto und Ihren Anrufen geschehen ist.",
  settings: "Einstellungen für Mitteilungen",
  all: "Alle",
  unread: "Ungelesen",
  filter: "Welche Mitteilungen",
  markAllRead: "Alle als gelesen markieren",
  allRead: "Alles ist als gelesen markiert.",
  markRead: "Als gelesen markieren",
  isUnread: "Ungelesen",
  emptyTitle: "Noch nichts zu berichten",
  emptyText: "Sobald eine Auszahlung gesendet wird oder etwas von Ihnen gebraucht wird, lesen Sie es hier.",
  noUnreadTitle: "Sie haben alles gelesen",
  noUnreadText: "Neues erscheint hier von selbst.",
  bell: {
    newest: "Neueste Mitteilungen",
    seeAll: "Alle Mitteilungen ansehen",
    empty: "Nichts Neues.",
  },
  live: { reconnecting: "Die Live-Aktualisierung ist unterbrochen; die Verbindung wird neu aufgebaut …" },
  kinds: {
    payout_sent: { name: "Auszahlung gesendet", about: "Wir haben eine Auszahlung an Ihr Konto gesendet." },
    payout_in_bank: { name: "Bei Ihrer Bank", about: "Eine Auszahlung ist bei Ihrer Bank eingegangen." },
    payout_failed: {
      name: "Auszahlung fehlgeschlagen",
      about: "Eine Auszahlung war nicht möglich, oder Ihre Bank hat sie zurückgeschickt.",
    },
    payout_held: { name: "Auszahlung angehalten", about: "Eine Auszahlung wartet auf Sie oder auf uns." },
    action_needed: { name: "Handlung nötig", about: "In Ihrem Auszahlungskonto fehlt etwas." },
    account_ready: {
      name: "Auszahlungskonto bereit",
      about: "Stripe hat Ihr Auszahlungskonto geprüft.",
    },
    balance_corrected: {
      name: "Guthaben berichtigt",
      about: "Eine Erstattung, Rückbuchung oder Berichtigung nach der Freigabe einer Einnahme.",
    },
    call_requested: { name: "Anruf angefragt", about: "Ein Fan bittet Sie um einen Anruf." },
    call_accepted: { name: "Anruf angenommen", about: "Ihre Anfrage für einen Anruf wurde angenommen." },
    call_declined: { name: "Anruf abgelehnt", about: "Ihre Anfrage für einen Anruf wurde abgelehnt." },
    call_expired: {
      name: "Anruf abgelaufen",
      about: "Ihre Anfrage für einen Anruf wurde nicht rechtzeitig beantwortet oder abgeschlossen.",
    },
    call_completed: { name: "Anruf abgeschlossen", about: "Sie haben mit einem Anruf verdient." },
    destination_changed: {
      name: "Auszahlungskonto geändert",
      about: "Ihr Geld geht ab jetzt an ein anderes Konto.",
    },
  },
  preferences: {
    title: "Mitteilungen",
    lead: "Was wir Ihnen mitteilen, und auf welchem Weg.",
    kind: "Was",
    inApp: "In der App",
    mail: "Per E-Mail",
    toggleInApp: "{{kind}}: in der App",
    toggleMail: "{{kind}}: per E-Mail",
    alwaysOn: "Immer an",
    locked: "Immer an: Wer es geändert hat, darf es nicht vor Ihnen verbergen können.",
    mailGoesTo: "E-Mails gehen an {{email}}.",
  },
  said: {
    payout_sent: {
      title: "Ihre Auszahlung von {{amount}} ist unterwegs",
      text: "Wir haben Ihre Auszahlung vom {{day}} an Ihr Konto bei Stripe gesendet, das sie an Ihre Bank auszahlt. Wir melden uns, wenn sie dort ist.",
    },
    payout_in_bank: {
      title: "{{amount}} sind bei Ihrer Bank",
      text: "Ihre Auszahlung vom {{day}} ist bei Ihrer Bank eingegangen.",
    },
    payout_in_bank_traced: {
      title: "{{amount}} sind bei Ihrer Bank",
      text: "Ihre Auszahlung vom {{day}} ist bei Ihrer Bank eingegangen. Sollten Sie sie nicht finden, kann Ihre Bank nach der Nummer {{trace}} suchen.",
    },
    payout_failed: {
      title: "Ihre Auszahlung von {{amount}} war nicht möglich",
      text: "{{explanation}} {{action}}",
    },
    payout_canceled: {
      title: "Ihre Auszahlung von {{amount}} wurde nicht gesendet",
      text: "{{explanation}} {{action}}",
    },
    payout_delayed: {
      title: "Ihre Auszahlung von {{amount}} verspätet sich",
      text: "{{explanation}} {{action}} Wir sagen Ihnen, wenn sie gesendet ist.",
    },
    payout_returned: {
      title: "Ihre Bank hat {{amount}} zurückgeschickt",
      text: "Ihre Auszahlung vom {{day}} kam von Ihrer Bank zurück: {{because}}. Das Geld liegt auf Ihrem Konto bei Stripe und geht wieder hinaus, sobald Ihre Bankdaten stimmen. Bitte prüfen Sie sie in Ihrem Auszahlungskonto.",
    },
    payout_held: {
      title: "Ihre Auszahlung von {{amount}} ist angehalten",
      text: "{{explanation}} {{action}}",
    },
    requirements_past_due: {
      title: "Stripe braucht etwas von Ihnen",
      text: "Überfällig: {{fields}}. Solange es fehlt, können wir Ihnen nichts auszahlen. Bitte ergänzen Sie es in Ihrem Auszahlungskonto.",
    },
    deadline_near: {
      title: "Stripe braucht bald etwas von Ihnen",
      text: "Stripe braucht bis {{deadline}}: {{fields}}. Danach kann es Auszahlungen an Sie anhalten. Bitte ergänzen Sie es in Ihrem Auszahlungskonto.",
    },
    transfers_inactive: {
      title: "Ihr Auszahlungskonto kann kein Geld empfangen",
      text: "Stripe lässt derzeit keine Überweisungen an Ihr Konto zu, deshalb können wir Ihnen nichts auszahlen. Bitte ergänzen Sie in Ihrem Auszahlungskonto, was Stripe verlangt.",
    },
    payouts_disabled: {
      title: "Stripe zahlt derzeit nicht an Ihre Bank aus",
      text: "Ihr Geld erreicht Stripe und bleibt dort, bis Ihr Auszahlungskonto vollständig ist. Bitte ergänzen Sie, was fehlt.",
    },
    account_stopped: {
      title: "Stripe hat Ihr Auszahlungskonto gesperrt",
      text: "Daran ändert nichts, was Sie einreichen könnten. Ihr Guthaben bleibt Ihres. Wenden Sie sich an den Support: Wir fragen Stripe, was möglich ist.",
    },
    account_ready: {
      title: "Ihr Auszahlungskonto ist bereit",
      text: "Stripe hat alles, was es braucht, und Ihr Konto kann Auszahlungen empfangen. Sie müssen nichts tun.",
    },
    account_unreachable: {
      title: "Wir erreichen Ihr Auszahlungskonto nicht",
      text: "Stripe zeigt es uns nicht. Vielleicht ist es geschlossen, oder unser Zugriff wurde entzogen. Bitte verbinden Sie Ihr Auszahlungskonto erneut.",
    },
    refund: {
      title: "{{amount}} wurden einem Fan erstattet",
      text: "Eine bereits freigegebene Einnahme wurde erstattet; Ihr Guthaben ist deshalb um {{amount}} gesunken. Sie müssen nichts tun.",
    },
    chargeback: {
      title: "{{amount}} wurden zurückgebucht",
      text: "Die Bank eines Fans hat die Zahlung einer bereits freigegebenen Einnahme zurückgeholt; Ihr Guthaben ist deshalb um {{amount}} gesunken. Sie müssen nichts tun.",
    },
    reinstated: {
      title: "{{amount}} gehören wieder Ihnen",
      text: "Eine Erstattung oder Rückbuchung wurde aufgehoben; {{amount}} sind wieder in Ihrem Guthaben und gehen mit der nächsten Auszahlung hinaus.",
    },
    transfer_reversed: {
      title: "{{amount}} sind wieder in Ihrem Guthaben",
      text: "Eine Auszahlung wurde bei Stripe zurückgenommen. Das Geld ist wieder in Ihrem Guthaben und geht mit der nächsten Auszahlung hinaus.",
    },
    transfer_adopted: {
      title: "{{amount}} waren Ihnen schon ausgezahlt",
      text: "Stripe hat eine Zahlung an Sie, die in unseren Büchern fehlte. Sie wurde von Ihrem Guthaben abgezogen; unser Team sieht sie sich an, bevor Sie wieder Geld erhalten.",
    },
    adjustment_more: {
      title: "{{amount}} wurden Ihrem Guthaben hinzugefügt",
      text: "Unser Team hat Ihr Guthaben berichtigt. Wenn Sie mehr wissen möchten, wenden Sie sich an den Support.",
    },
    adjustment_less: {
      title: "{{amount}} wurden von Ihrem Guthaben abgezogen",
      text: "Unser Team hat Ihr Guthaben berichtigt. Wenn Sie mehr wissen möchten, wenden Sie sich an den Support.",
    },
    destination_changed: {
      title: "Ihr Auszahlungskonto wurde geändert",
      text: "Seit {{changedAt}} geht Ihr Geld an {{account}}. Zu Ihrer Sicherheit zahlen wir dorthin erst ab {{payableFrom}}. Wenn nicht Sie es geändert haben, ändern Sie bitte sofort Ihr Passwort und wenden Sie sich an den Support.",
    },
    call_requested: {
      title: "{{fan}} bittet Sie um einen Anruf",
      text: "Der Anruf ist {{amount}} wert. Nehmen Sie ihn unter „Anrufe“ an oder lehnen Sie ihn dort ab.",
    },
    call_accepted: {
      title: "{{creator}} hat Ihren Anruf angenommen",
      text: "Sie zahlen dafür {{amount}}, sobald er stattgefunden hat.",
    },
    call_declined: {
      title: "{{creator}} hat Ihren Anruf abgelehnt",
      text: "Die dafür zurückgelegten {{amount}} stehen Ihnen wieder zur Verfügung.",
    },
    call_declined_because: {
      title: "{{creator}} hat Ihren Anruf abgelehnt",
      text: "Der Grund: „{{reason}}“. Die dafür zurückgelegten {{amount}} stehen Ihnen wieder zur Verfügung.",
    },
    call_expired: {
      title: "Ihr Anruf mit {{creator}} ist abgelaufen",
      text: "Er wurde nicht rechtzeitig beantwortet oder abgeschlossen. Die dafür zurückgelegten {{amount}} stehen Ihnen wieder zur Verfügung.",
    },
    call_completed: {
      title: "Sie haben mit einem Anruf {{amount}} verdient",
      text: "Ihr Anruf mit {{fan}} ist abgeschlossen. Die Einnahme wird einige Tage gehalten und ist dann verfügbar.",
    },
    other: {
      title: "Es gibt Neuigkeiten für Sie",
      text: "Öffnen Sie Payrun, um zu sehen, was sich geändert hat.",
    },
  },
  account: {
    other: "ein anderes Konto",
    ending: "das Konto mit den Endziffern {{last4}}",
    endingAt: "das Konto mit den Endziffern {{last4}} bei {{bank}}",
  },
  beside: "{{here}} ({{utc}})",
  somebody: "Jemand",
  fields: { several: "Angaben, die es Ihnen dort zeigt" },
  links: {
    payout: "Diese Auszahlung ansehen",
    account: "Auszahlungskonto öffnen",
    earnings: "Einnahmen ansehen",
    calls: "Anrufe öffnen",
    home: "Payrun öffnen",
  },
  bank: {
    account_closed: "Das Bankkonto ist geschlossen",
    account_frozen: "Das Bankkonto ist gesperrt",
    bank_account_restricted: "Das Bankkonto nimmt solche Zahlungen nicht an",
    bank_ownership_changed: "Das Bankkonto gehört jetzt zu einer anderen Bank",
    could_not_process: "Die Bank konnte sie nicht verarbeiten",
    declined: "Die Bank hat sie abgelehnt",
    expired_card: "Die Karte ist abgelaufen",
    incorrect_account_holder_name: "Der Name des Kontoinhabers stimmt nicht",
    incorrect_account_type: "Die Art des Bankkontos stimmt nicht",
    invalid_account_number: "Die Kontonummer stimmt nicht",
    invalid_card: "Die Kartennummer stimmt nicht",
    invalid_currency: "Das Bankkonto nimmt diese Währung nicht an",
    no_account: "Dieses Bankkonto gibt es nicht",
    unsupported_card: "Die Karte kann keine Auszahlungen empfangen",
    other: "Die Bank hat keinen hilfreichen Grund genannt",
  },
};
