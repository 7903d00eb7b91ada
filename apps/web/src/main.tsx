import "@mantine/core/styles.css";
import "@payrun/ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { ConnectionStore } from "./app/boot/connection.ts";
import { createQueryClient } from "./app/boot/query-client.ts";
import { createAppRouter } from "./app/routes/app-router.ts";
import { loadMe } from "./app/session/load-me.ts";
import { chooseSpeech } from "./app/speech/choose-speech.ts";
import { learn } from "./app/speech/learn.ts";
import { apiOptions, createApiClient } from "./app/trpc.ts";

const connection = new ConnectionStore();
const apiClient = createApiClient();
const queryClient = createQueryClient({
  connection,
  onSignedOut: () => {
    queryClient.setQueryData(api.session.me.queryKey(), null);
    void router.invalidate();
  },
});
const api = apiOptions(apiClient, queryClient);
const router = createAppRouter({ queryClient, api });

// Asked before the words are here: the first page waits for both, and they need not wait for each other. Whoever needs the
// answer meets its failure.
void loadMe({ queryClient, api }).catch(() => undefined);
const spoken = await learn(chooseSpeech());

const room = document.querySelector("#root");
if (room === null) throw new Error("index.html has no #root");
createRoot(room).render(
  <StrictMode>
    <App
      queryClient={queryClient}
      apiClient={apiClient}
      connection={connection}
      router={router}
      spoken={spoken}
    />
  </StrictMode>,
);
