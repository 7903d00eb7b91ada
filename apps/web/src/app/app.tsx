import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { payrunCssVariables, payrunTheme } from "@payrun/ui";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConnectionContext } from "./boot/connection-context.ts";
import type { ConnectionStore } from "./boot/connection.ts";
import type { AppRouter } from "./routes/app-router.ts";
import { useMaybeMe } from "./session/me.ts";
import type { Spoken } from "./speech/learn.ts";
import { SpeechProvider } from "./speech/speech-provider.tsx";
import { TRPCProvider, type ApiClient } from "./trpc.ts";

export type AppProps = {
  readonly queryClient: QueryClient;
  readonly apiClient: ApiClient;
  readonly connection: ConnectionStore;
  readonly router: AppRouter;
  readonly spoken: Spoken;
};

const appearance = localStorageColorSchemeManager({ key: "payrun-appearance" });

/** Of this document: only styles that carry it are applied. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>("meta[property='csp-nonce']")?.nonce ?? "";
}

// The name under which the library that locks scrolling behind a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

export function App({ queryClient, apiClient, connection, router, spoken }: AppProps) {
  return (
    <DirectionProvider initialDirection={spoken.speech.direction} detectDirection={false}>
      <MantineProvider
        theme={payrunTheme}
        cssVariablesResolver={payrunCssVariables}
        colorSchemeManager={appearance}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <ConnectionContext value={connection}>
          <QueryClientProvider client={queryClient}>
            <TRPCProvider trpcClient={apiClient} queryClient={queryClient}>
              <Speaking router={router} spoken={spoken} />
            </TRPCProvider>
          </QueryClientProvider>
        </ConnectionContext>
      </MantineProvider>
    </DirectionProvider>
  );
}

function Speaking({ router, spoken }: Pick<AppProps, "router" | "spoken">) {
  const me = useMaybeMe();
  return (
    <SpeechProvider first={spoken} account={me}>
      <RouterProvider router={router} />
    </SpeechProvider>
  );
}
