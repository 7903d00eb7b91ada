import type { en } from "../en/en.ts";
import type { Translated } from "../translated.ts";

export const mail: Translated<typeof en.mail> = {
  brand: "Payrun",
  why: "Sie erhalten diese E-Mail, weil Sie auf Payrun Inhalte anbieten und über „{{kind}}“ per E-Mail informiert werden möchten.",
  whyAlways:
    "Sie erhalten diese E-Mail, weil es darum geht, wohin Ihr Geld fließt. Sie lässt sich nicht abbestellen.",
  whyAlsoTo:
    "Sie erhalten diese E-Mail, weil diese Adresse zu einem Payrun-Konto gehört oder bis vor Kurzem gehörte.",
  help: "Stimmt etwas nicht? Schreiben Sie an {{email}}.",
  change: "Ändern, was wir Ihnen mitteilen",
  whyAccount: "Sie erhalten diese E-Mail, weil jemand diese Adresse bei Payrun verwendet hat.",
  orCopy: "Falls die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:",
  account: {
    verify_email: {
      subject: "Bestätigen Sie Ihre E-Mail-Adresse",
      text: "Bestätigen Sie, dass diese Adresse Ihnen gehört, und Ihr Konto ist bereit. Der Link gilt eine Stunde.",
      ignore: "Wenn Sie kein Konto bei Payrun eröffnet haben, müssen Sie nichts tun.",
      link: "Adresse bestätigen",
    },
    reset_password: {
      subject: "Wählen Sie ein neues Passwort",
      text: "Jemand, hoffentlich Sie, hat um ein neues Passwort gebeten. Der Link gilt eine Stunde und nur einmal.",
      ignore: "Wenn Sie es nicht waren, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.",
      link: "Neues Passwort wählen",
    },
    confirm_email_change: {
      subject: "Bestätigen Sie Ihre neue E-Mail-Adresse",
      text: "Bestätigen Sie die Änderung der Adresse; ab dann gehen Ihre E-Mails von Payrun an die neue Adresse. Der Link gilt eine Stunde.",
      ignore: "Wenn nicht Sie darum gebeten haben, ändern Sie bitte sofort Ihr Passwort.",
      link: "Änderung bestätigen",
    },
    email_in_use: {
      subject: "Sie haben bereits ein Konto",
      text: "Jemand, hoffentlich Sie, wollte mit dieser Adresse ein Payrun-Konto eröffnen. Es gibt bereits eines: Melden Sie sich an, oder wählen Sie ein neues Passwort, falls Sie Ihres vergessen haben.",
      ignore: "Wenn Sie es nicht waren, müssen Sie nichts tun: Es wurde nichts geändert.",
      link: "Anmelden",
    },
    password_changed: {
      subject: "Ihr Passwort wurde geändert",
      text: "Das Passwort Ihres Payrun-Kontos wurde geändert. Andere Sitzungen wurden abgemeldet.",
      ignore:
        "Wenn Sie es nicht waren, wählen Sie bitte sofort ein neues Passwort und wenden Sie sich an den Support.",
      link: "Payrun öffnen",
    },
    two_factor_enabled: {
      subject: "Ihr zweiter Faktor ist eingeschaltet",
      text: "Ab jetzt brauchen Sie bei der Anmeldung einen Code aus Ihrer Authentifizierungs-App.",
      ignore:
        "Wenn Sie es nicht waren, ändern Sie bitte sofort Ihr Passwort und wenden Sie sich an den Support.",
      link: "Payrun öffnen",
    },
    two_factor_disabled: {
      subject: "Ihr zweiter Faktor ist ausgeschaltet",
      text: "Ab jetzt öffnet Ihr Passwort allein Ihr Payrun-Konto.",
      ignore:
        "Wenn Sie es nicht waren, ändern Sie bitte sofort Ihr Passwort und wenden Sie sich an den Support.",
      link: "Payrun öffnen",
    },
    email_changed: {
      subject: "Ihr Konto hat eine andere E-Mail-Adresse",
      text: "Die Adresse Ihres Payrun-Kontos wurde geändert. Sie melden sich mit der neuen an, und Links, die wir an diese geschickt haben, öffnen nichts mehr.",
      ignore: "Wenn Sie es nicht waren, wenden Sie sich bitte sofort an den Support.",
      link: "Payrun öffnen",
    },
    new_sign_in: {
      subject: "Neue Anmeldung bei Ihrem Konto",
      text: "Jemand, hoffentlich Sie, hat sich mit einem bisher nicht verwendeten Browser bei Payrun angemeldet: {{device}}, am {{at}}.",
      ignore:
        "Wenn Sie es nicht waren, ändern Sie bitte sofort Ihr Passwort, was alle anderen Geräte abmeldet, und wenden Sie sich an den Support.",
      link: "Ansehen, wo Sie angemeldet sind",
    },
  },
  device: "{{browser}} auf {{system}}",
  unknownDevice: "ein unbekanntes Gerät",
};
