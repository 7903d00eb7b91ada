/** What stands around a mail's message, and the mails about an account. */
export const mail = {
  brand: "Payrun",
  /** Under every notification. */
  why: "You get this e-mail because you are a creator on Payrun and want to hear of “{{kind}}” by e-mail.",
  whyAlways: "You get this e-mail because it is about where your money goes. It cannot be switched off.",
  whyAlsoTo: "You get this e-mail because this address is, or was until recently, that of a Payrun account.",
  help: "Something is not right? Write to {{email}}.",
  change: "Change what we tell you",
  whyAccount: "You get this e-mail because somebody used this address at Payrun.",
  orCopy: "If the button does not work, copy this address into your browser:",
  account: {
    verify_email: {
      subject: "Confirm your e-mail address",
      text: "Confirm that this address is yours, and your account is ready. The link is good for one hour.",
      ignore: "If you did not open an account at Payrun, you need not do anything.",
      link: "Confirm address",
    },
    reset_password: {
      subject: "Choose a new password",
      text: "Somebody, we hope you, asked for a new password. The link is good for one hour and works once.",
      ignore: "If it was not you, you need not do anything: your password stays as it is.",
      link: "Choose a new password",
    },
    confirm_email_change: {
      subject: "Confirm your new e-mail address",
      text: "Confirm this change of address, and your e-mails from Payrun go to the new address from then on. The link is good for one hour.",
      ignore: "If it was not you who asked for this, change your password at once.",
      link: "Confirm the change",
    },
    email_in_use: {
      subject: "You have an account already",
      text: "Somebody, we hope you, tried to open a Payrun account with this address. There is one already: sign in, or choose a new password if you have forgotten yours.",
      ignore: "If it was not you, you need not do anything: nothing was changed.",
      link: "Sign in",
    },
    password_changed: {
      subject: "Your password was changed",
      text: "The password of your Payrun account was changed. Other sessions were signed out.",
      ignore: "If it was not you, choose a new password at once and contact support.",
      link: "Open Payrun",
    },
    two_factor_enabled: {
      subject: "Your second factor is on",
      text: "From now on you need a code of your authenticator app when you sign in to Payrun.",
      ignore: "If it was not you, change your password at once and contact support.",
      link: "Open Payrun",
    },
    two_factor_disabled: {
      subject: "Your second factor is off",
      text: "From now on your password alone opens your Payrun account.",
      ignore: "If it was not you, change your password at once and contact support.",
      link: "Open Payrun",
    },
    email_changed: {
      subject: "Your account has another e-mail address",
      text: "The address of your Payrun account was changed. You sign in with the new one, and links that we sent to this one open nothing any more.",
      ignore: "If it was not you, contact support at once.",
      link: "Open Payrun",
    },
    new_sign_in: {
      subject: "New sign-in to your account",
      text: "Somebody, we hope you, signed in to Payrun with a browser that had not done so before: {{device}}, on {{at}}.",
      ignore:
        "If it was not you, change your password at once, which signs out all other devices, and contact support.",
      link: "See where you are signed in",
    },
  },
  device: "{{browser}} on {{system}}",
  unknownDevice: "an unknown device",
} as const;
