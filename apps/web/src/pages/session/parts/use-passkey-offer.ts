import { useEffect, useRef } from "react";
import { offersPasskeysInForms, signInWithPasskey } from "../../../app/auth/passkeys.ts";

/**
 * Lets the browser offer passkeys where the address is typed. Whoever takes no notice of it is not told anything.
 *
 * @param isOpen false ends the offer: a browser asks one question about passkeys at a time.
 */
export function usePasskeyOffer(onSignedIn: () => Promise<void>, isOpen: boolean): void {
  const latest = useRef(onSignedIn);
  useEffect(() => {
    latest.current = onSignedIn;
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const leaving = new AbortController();
    const offer = async () => {
      if (!(await offersPasskeysInForms()) || leaving.signal.aborted) return;
      await signInWithPasskey({ inForm: true, signal: leaving.signal });
      await latest.current();
    };
    offer().catch(() => undefined);
    return () => leaving.abort();
  }, [isOpen]);
}
