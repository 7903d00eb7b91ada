import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const appWords: Translated<typeof en.common> = {
  product: "Payrun",
  documentTitle: "{{page}} · Payrun",
  navigation: {
    main: "Hauptmenü",
    skip: "Zum Inhalt springen",
    open: "Menü öffnen",
    close: "Menü schließen",
    home: "Übersicht",
    earnings: "Einnahmen",
    payouts: "Auszahlungen",
    why: "Warum kein Geld?",
    getPaid: "Auszahlungskonto",
    creators: "Creators",
    wallet: "Wallet",
    calls: "Anrufe",
    signIn: "Anmelden",
    signUp: "Konto anlegen",
  },
  profileMenu: {
    open: "Profilmenü von {{name}}",
    publicProfile: "Mein öffentliches Profil",
    calls: "Anrufe",
    followers: "Follower",
    following: "Gefolgt",
    wallet: "Wallet",
    earlyPayout: "Vorzeitige Auszahlung",
    settings: "Einstellungen",
    signOut: "Abmelden",
  },
  theme: { label: "Darstellung", auto: "Wie das Gerät", light: "Hell", dark: "Dunkel" },
  language: { label: "Sprache", en: "English", de: "Deutsch", ja: "日本語" },
  bell: {
    quiet: "Mitteilungen",
    unread_one: "Mitteilungen, {{count}} ungelesen",
    unread_other: "Mitteilungen, {{count}} ungelesen",
  },
  connection: {
    offline:
      "Sie sind offline. Was Sie sehen, kann veraltet sein; es wird aktualisiert, sobald Sie wieder verbunden sind.",
    unreachable: "Payrun antwortet gerade nicht. Wir versuchen es weiter; es geht nichts verloren.",
  },
  page: {
    loading: "Wird geladen …",
    retry: "Noch einmal versuchen",
    reload: "Seite neu laden",
    failedTitle: "Das konnte nicht geladen werden",
    failedText: "Der Fehler liegt bei uns, nicht bei Ihnen. Ihr Geld ist nicht betroffen.",
    offlineTitle: "Sie sind offline",
    offlineText: "Der Inhalt erscheint, sobald Sie wieder verbunden sind.",
    unreachableTitle: "Payrun antwortet nicht",
    unreachableText: "Ihr Geld ist nicht betroffen. Wir versuchen es weiter.",
    notFoundTitle: "Diese Seite gibt es nicht",
    notFoundText: "Vielleicht ist die Adresse vertippt, oder der Inhalt ist nicht mehr da.",
    toHome: "Zur Startseite",
    creatorsOnlyTitle: "Diese Seite ist für Creators",
    creatorsOnlyText:
      "Sie sind als Fan angemeldet. Creators sehen hier, was sie einnehmen und ausgezahlt bekommen.",
    toCreators: "Creators finden",
  },
  refusal: {
    unexpected:
      "Das hat nicht geklappt. Der Fehler liegt bei uns; bitte versuchen Sie es gleich noch einmal.",
    unreachable:
      "Payrun ist nicht erreichbar. Es wurde nichts geändert; bitte versuchen Sie es noch einmal, wenn Sie wieder verbunden sind.",
    invalid: "Bitte prüfen Sie Ihre Eingaben.",
  },
  list: {
    more: "Mehr anzeigen",
    loadingMore: "Weitere werden geladen …",
    shown_one: "{{count}} Eintrag angezeigt",
    shown_other: "{{count}} Einträge angezeigt",
    end: "Das ist alles.",
  },
  writeToSupport: "An {{email}} schreiben",
  action: {
    cancel: "Abbrechen",
    close: "Schließen",
    save: "Speichern",
    saved: "Gespeichert",
    copy: "Kopieren",
    copied: "Kopiert",
    copyThis: "{{what}} kopieren",
    back: "Zurück",
  },
};
