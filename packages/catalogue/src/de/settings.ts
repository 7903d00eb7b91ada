import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const settings: Translated<typeof en.settings> = {
  title: "Einstellungen",
  sections: {
    label: "Abschnitte",
    payouts: "Auszahlungen",
    region: "Sprache und Zeit",
    notifications: "Mitteilungen",
    profile: "Öffentliches Profil",
    security: "Sicherheit",
  },
  payouts: {
    title: "Wie Sie ausgezahlt werden",
    description: "Gilt ab der nächsten Auszahlung.",
    dates: "Auszahlungstermine",
    each_date: "An jedem Auszahlungstermin",
    monthly: "Einmal im Monat",
    monthlyHint: "Am ersten Auszahlungstermin eines Monats.",
    next: "Nächster",
    smallest: "Kleinste Auszahlung",
    smallestHint: "Bis so viel zusammengekommen ist, wartet Ihr Geld.",
    own: "Ihr eigener Mindestbetrag in {{currency}}",
    ownHint: "Leer: Es gilt der Mindestbetrag der Plattform von {{platform}}.",
    notAnAmount: "Das ist kein Betrag in {{currency}}. Schreiben Sie ihn wie {{example}}.",
    saveMinimum: "Mindestbetrag speichern",
    counts: "Jetzt: {{amount}}",
    pauseTitle: "Unterbrechung",
    running: "Ihre Auszahlungen laufen.",
    paused: "Ihre Auszahlungen pausieren seit",
    pausedText: "Was Sie einnehmen, sammelt sich an und wartet auf Sie.",
    pausedByTeam:
      "Auch unser Team hat Ihre Auszahlungen pausiert. Der Support sagt Ihnen, wann es weitergeht.",
    pause: "Auszahlungen pausieren",
    resume: "Auszahlungen fortsetzen",
    pauseQuestion: "Auszahlungen pausieren?",
    pauseWhat:
      "Bis Sie sie fortsetzen, wird nichts mehr ausgezahlt: Die nächste Auszahlung vom {{day}} entfällt, wenn Sie bis dahin nicht fortgesetzt haben. Was schon unterwegs ist, kommt an.",
    saved: "Gespeichert.",
  },
  region: {
    title: "Sprache und Zeit",
    description: "Eine Zeitzone überall: auf jeder Seite, in E-Mails und Abrechnungen, mit UTC daneben.",
    language: "Sprache",
    zone: "Zeitzone",
    zoneNone: "Diese Zeitzone gibt es nicht.",
    device: "Die dieses Geräts verwenden: {{zone}}",
    now: "Dort ist es jetzt {{now}}.",
    save: "Sprache und Zeit speichern",
  },
};
