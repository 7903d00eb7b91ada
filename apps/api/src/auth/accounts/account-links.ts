/** Where the buttons of account mails lead: pages of the web app, which ask the API with the token. */
export type AccountLinks = {
  /** Also for changing an address: the token says which it is. */
  readonly verifyEmail: (token: string) => string;
  readonly resetPassword: (token: string) => string;
  readonly signIn: string;
};

export function accountLinks(webOrigin: string): AccountLinks {
  const link = (path: string, parameters: Readonly<Record<string, string>>) =>
    `${webOrigin}${path}?${new URLSearchParams(parameters).toString()}`;
  return {
    verifyEmail: (token) => link("/verify-email", { token }),
    resetPassword: (token) => link("/reset-password", { token }),
    signIn: `${webOrigin}/sign-in`,
  };
}
