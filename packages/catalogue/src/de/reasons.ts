import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const reasons: Translated<typeof en.reasons> = {
  payouts_stopped: {
    title: "Auszahlungen sind angehalten",
    explanation: "Die Plattform hat alle Auszahlungen am {{since}} angehalten: {{reason}}",
    action: "Nichts zu tun: Ihr Guthaben bleibt Ihres und wird ausgezahlt, sobald es weitergeht.",
  },
  on_hold_person: {
    title: "Ihre Auszahlungen sind gesperrt",
    explanation: "Unser Team hat Ihre Auszahlungen gesperrt: {{reason}}",
    action: "Wenden Sie sich an den Support, wenn Sie Fragen zu dieser Sperre haben.",
  },
  on_hold_person_until: {
    title: "Ihre Auszahlungen sind gesperrt",
    explanation: "Unser Team hat Ihre Auszahlungen gesperrt: {{reason}} Die Sperre endet am {{until}}.",
    action: "Wenden Sie sich an den Support, wenn Sie Fragen zu dieser Sperre haben.",
  },
  on_hold_rule: {
    title: "Ihre Auszahlungen sind gesperrt",
    explanation: "Eine automatische Prüfung hat Ihre Auszahlungen gesperrt: {{reason}}",
    action: "Wenden Sie sich an den Support, wenn Sie Fragen zu dieser Sperre haben.",
  },
  on_hold_rule_until: {
    title: "Ihre Auszahlungen sind gesperrt",
    explanation:
      "Eine automatische Prüfung hat Ihre Auszahlungen gesperrt: {{reason}} Die Sperre endet am {{until}}.",
    action: "Wenden Sie sich an den Support, wenn Sie Fragen zu dieser Sperre haben.",
  },
  sanctions_blocked: {
    title: "Wir dürfen Ihnen nichts auszahlen",
    explanation: "Eine gesetzliche Prüfung erlaubt uns zurzeit nicht, Ihnen Geld zu senden.",
    action: "Wenden Sie sich an den Support, um die Prüfung überprüfen zu lassen.",
  },
  paused_by_admin: {
    title: "Unser Team hat Ihre Auszahlungen pausiert",
    explanation: "Unser Team hat Ihre Auszahlungen pausiert. Ihr Guthaben bleibt Ihres.",
    action: "Fragen Sie den Support, wann es weitergeht.",
  },
  paused_by_creator: {
    title: "Sie haben Ihre Auszahlungen pausiert",
    explanation: "Sie haben uns gebeten, vorerst nichts auszuzahlen. Ihr Guthaben bleibt Ihres.",
    action: "Setzen Sie die Auszahlungen in Ihren Auszahlungseinstellungen fort.",
  },
  not_this_date: {
    title: "Sie werden einmal im Monat ausgezahlt",
    explanation:
      "Sie haben den ersten Auszahlungstermin jedes Monats gewählt; Ihr nächster ist der {{nextDay}}.",
    action: "Wählen Sie in Ihren Auszahlungseinstellungen jeden Termin, um früher ausgezahlt zu werden.",
  },
  no_payout_account: {
    title: "Noch kein Auszahlungskonto",
    explanation: "Wir wissen noch nicht, wohin wir Ihr Geld senden sollen.",
    action: "Richten Sie Ihr Auszahlungskonto ein.",
  },
  transfers_inactive: {
    title: "Ihr Auszahlungskonto kann kein Geld empfangen",
    explanation: "Stripe lässt zurzeit keine Überweisungen auf Ihr Konto zu.",
    action: "Öffnen Sie Ihr Auszahlungskonto und ergänzen Sie, was Stripe verlangt.",
  },
  transfers_inactive_because: {
    title: "Ihr Auszahlungskonto kann kein Geld empfangen",
    explanation: "Stripe lässt zurzeit keine Überweisungen auf Ihr Konto zu: {{because}}.",
    action: "Öffnen Sie Ihr Auszahlungskonto und ergänzen Sie, was Stripe verlangt.",
  },
  requirements_past_due: {
    title: "Bei Ihrem Auszahlungskonto ist etwas überfällig",
    explanation: "Stripe wartet noch auf: {{fields}}.",
    action: "Öffnen Sie Ihr Auszahlungskonto und reichen Sie nach, was überfällig ist.",
  },
  country_not_supported: {
    title: "In Ihr Land können wir noch nicht auszahlen",
    explanation:
      "Ihr Auszahlungskonto ist in diesem Land: {{country}}. Dorthin zahlen wir zurzeit nicht aus.",
    action: "Fragen Sie den Support, wann Ihr Land dazukommt.",
  },
  tax_form_missing: {
    title: "Ihr Steuerformular fehlt",
    explanation: "Wir dürfen Ihnen erst auszahlen, wenn Ihr Steuerformular vollständig ist.",
    action: "Füllen Sie Ihr Steuerformular aus.",
  },
  destination_changed_recently: {
    title: "Ihr Auszahlungskonto wurde vor Kurzem geändert",
    explanation:
      "Es wurde am {{changedAt}} geändert. Zu Ihrer Sicherheit zahlen wir auf ein neues Konto erst nach {{coolDown}} aus, ab dem {{payableFrom}}.",
    action: "Wenden Sie sich sofort an den Support, wenn Sie das nicht selbst waren.",
  },
  open_item_exists: {
    title: "Eine frühere Auszahlung ist noch unterwegs",
    explanation: "Ihre Auszahlung von {{amount}} vom {{day}} ist noch nicht abgeschlossen.",
    action: "Nichts zu tun: Danach geht Ihr Guthaben mit der nächsten Auszahlung mit.",
  },
  in_debt: {
    title: "Ihr Guthaben liegt unter null",
    explanation: "Nach Erstattungen oder Rückbuchungen sind noch {{debt}} auszugleichen.",
    action: "Nichts zu tun: Ihre nächsten Einnahmen gleichen das zuerst aus.",
  },
  nothing_available: {
    title: "Nichts auszuzahlen",
    explanation: "Sie hatten kein verfügbares Guthaben.",
    action: "Nichts zu tun: Was verfügbar wird, geht mit der nächsten Auszahlung mit.",
  },
  nothing_available_held: {
    title: "Nichts auszuzahlen",
    explanation:
      "Sie hatten kein verfügbares Guthaben; {{held}} waren noch zum Schutz vor Rückbuchungen zurückgehalten.",
    action: "Nichts zu tun: Was verfügbar wird, geht mit der nächsten Auszahlung mit.",
  },
  below_minimum_platform: {
    title: "Unter dem Mindestbetrag",
    explanation: "Sie hatten {{available}}, {{missing}} weniger als den Mindestbetrag von {{minimum}}.",
    action: "Nichts zu tun: Ihr Guthaben geht mit der nächsten Auszahlung mit.",
  },
  below_minimum_creator: {
    title: "Unter Ihrem eigenen Mindestbetrag",
    explanation:
      "Sie hatten {{available}}, {{missing}} weniger als Ihren eigenen Mindestbetrag von {{minimum}}.",
    action:
      "Senken Sie Ihren Mindestbetrag in Ihren Auszahlungseinstellungen, um früher ausgezahlt zu werden.",
  },
  below_minimum_stripe: {
    title: "Unter dem Mindestbetrag von Stripe",
    explanation:
      "Sie hatten {{available}}, {{missing}} weniger als den Mindestbetrag von Stripe, {{minimum}}.",
    action: "Nichts zu tun: Ihr Guthaben geht mit der nächsten Auszahlung mit.",
  },
  unusual_amount: {
    title: "Wir sehen uns diese Auszahlung erst an",
    explanation:
      "{{amount}} sind weit mehr als die größte Ihrer {{pastCount}} früheren Auszahlungen ({{largest}}), deshalb prüft sie ein Mensch.",
    action: "Nichts zu tun: Sie wird gesendet, sobald sie geprüft ist.",
  },
  destination_changed: {
    title: "Ihr Auszahlungskonto wurde geändert, bevor wir gezahlt haben",
    explanation:
      "Diese Auszahlung war für ein anderes Konto bestimmt als das, das Sie jetzt haben; deshalb wurde sie abgebrochen.",
    action: "Nichts zu tun: Das Geld ist wieder in Ihrem Guthaben und geht auf Ihr neues Konto.",
  },
  debt: {
    title: "Eine Erstattung oder Rückbuchung kam vor der Auszahlung",
    explanation: "Von den geplanten {{planned}} wurden {{debt}} wieder abgezogen.",
    action:
      "Nichts zu tun: Der Rest wird ausgezahlt oder, wenn er unter dem Mindestbetrag liegt, mitgenommen.",
  },
  account_negative: {
    title: "Ihr Auszahlungskonto liegt unter null",
    explanation:
      "Stripe würde eine Auszahlung einbehalten, um den negativen Saldo Ihres Kontos auszugleichen.",
    action: "Öffnen Sie Ihr Auszahlungskonto und gleichen Sie den Saldo aus.",
  },
  account_unreadable: {
    title: "Wir erreichen Ihr Auszahlungskonto nicht",
    explanation:
      "Stripe lässt uns Ihr Konto nicht sehen. Vielleicht ist es geschlossen, oder unser Zugriff wurde entzogen.",
    action: "Verbinden Sie Ihr Auszahlungskonto neu.",
  },
  needs_review: {
    title: "Unser Team sieht sich diese Auszahlung an",
    explanation:
      "Sie wurde {{countedAttempts}}-mal abgelehnt und wird nicht von selbst noch einmal versucht.",
    action:
      "Nichts zu tun: Das Geld ist in Ihrem Guthaben, und unser Team meldet sich, wenn es etwas braucht.",
  },
  refused_needs_funds: {
    title: "Wird gesendet, sobald wir können",
    explanation:
      "Wir stellen bei Stripe das Geld für diese Auszahlung bereit. Ihr Betrag ist für Sie zurückgelegt.",
    action: "Nichts zu tun: Sie wird von selbst gesendet.",
  },
  refused_needs_creator: {
    title: "Stripe hat die Überweisung auf Ihr Konto nicht angenommen",
    explanation: "Bei Ihrem Auszahlungskonto fehlt etwas. Das Geld ist wieder in Ihrem Guthaben.",
    action: "Öffnen Sie Ihr Auszahlungskonto und ergänzen Sie, was Stripe verlangt.",
  },
  refused_terminal: {
    title: "Diese Auszahlung war nicht möglich",
    explanation:
      "Stripe hat sie endgültig abgelehnt. Das Geld ist wieder in Ihrem Guthaben und geht mit der nächsten Auszahlung mit.",
    action: "Öffnen Sie Ihr Auszahlungskonto und prüfen Sie, ob es noch das richtige ist.",
  },
  refused_needs_admin: {
    title: "Unser Team sieht sich diese Auszahlung an",
    explanation:
      "Stripe hat sie aus einem Grund abgelehnt, der bei uns liegt. Das Geld ist wieder in Ihrem Guthaben.",
    action: "Nichts zu tun: Wir zahlen aus, sobald das behoben ist.",
  },
  refused_transient: {
    title: "Diese Auszahlung wird noch einmal versucht",
    explanation:
      "Stripe hat sie aus einem vorübergehenden Grund abgelehnt. Bis dahin ist das Geld wieder in Ihrem Guthaben.",
    action: "Nichts zu tun: Sie wird von selbst noch einmal versucht.",
  },
  not_known_yet: {
    title: "Wir klären diese Auszahlung mit Stripe",
    explanation:
      "Die Antwort von Stripe hat offengelassen, ob Ihr Geld unterwegs ist. Es bleibt für Sie zurückgelegt, bis wir es wissen, und wird nie doppelt gesendet.",
    action: "Nichts zu tun: Wir fragen Stripe, bis es klar ist.",
  },
  not_sent: {
    title: "Diese Auszahlung wurde nicht gesendet",
    explanation: "Bei Stripe gibt es keine Spur von ihr; das Geld ist wieder in Ihrem Guthaben.",
    action: "Nichts zu tun: Es geht mit der nächsten Auszahlung mit.",
  },
  other: {
    title: "Unser Team sieht sich diese Auszahlung an",
    explanation: "Sie war dieses Mal nicht möglich. Ihr Guthaben bleibt Ihres.",
    action: "Wenden Sie sich an den Support, wenn Sie mehr wissen möchten.",
  },
  actions: {
    contact_support: "Support kontaktieren",
    set_up_account: "Auszahlungskonto einrichten",
    complete_account: "Auszahlungskonto ergänzen",
    settle_account: "Auszahlungskonto öffnen",
    reconnect_account: "Auszahlungskonto verbinden",
    finish_tax_form: "Steuerformular ausfüllen",
    lower_minimum: "Mindestbetrag ändern",
    change_cadence: "Auszahlungstermine ändern",
    resume_payouts: "Auszahlungen fortsetzen",
  },
};
