/** What the document asked before the app's scripts were here: the answers on their way, by the name of the procedure. */
export type EarlyAnswers = Map<string, Promise<EarlyAnswer>>;

/** As tRPC sends it: the result, or the error, of one procedure of several. */
export type EarlyAnswer = { readonly result: unknown } | { readonly error: unknown };

declare global {
  var payrunEarlyAnswers: EarlyAnswers | undefined;
}

/** Who is signed in; alone, because every page waits for it. */
const session = ["session.me"];
/** What a creator's start page asks, without any input. */
const startPage = ["home.summary", "home.attention", "home.releases", "notifications.unreadCount"];

/** Asks what the app is going to ask first. The first of it says who is signed in, and everybody waits for that. */
export function askEarly(pathname: string, isSignedIn: boolean): EarlyAnswers {
  const batches = isSignedIn && pathname === "/" ? [session, startPage] : [session];
  return new Map(batches.flatMap(askTogether));
}

function askTogether(names: readonly string[]): readonly (readonly [string, Promise<EarlyAnswer>])[] {
  const answers = fetch(`/trpc/creator/${names.join(",")}?batch=1`).then(
    (response) => response.json() as Promise<readonly EarlyAnswer[]>,
  );
  return names.map((name, index) => {
    const answer = answers.then((all) => all[index] ?? Promise.reject(new Error("no answer")));
    // Whoever wants it meets the failure; nobody has to.
    answer.catch(() => undefined);
    return [name, answer];
  });
}
