import "@mantine/core/styles.css";
import "@payrun/ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { ConnectionStore } from "./app/boot/connection.ts";
import { createQueryClient } from "./app/boot/query-client.ts";
import { readStartPage } from "./app/boot/read-start-page.ts";
import { createAppRouter } from "./app/routes/app-router.ts";
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

void start();

// A function, and not the module itself: pages import from the file that this is in, and would wait for it to end.
async function start(): Promise<void> {
  // Until it is drawn, nobody else follows where a guard leads.
  const stopFollowing = router.history.subscribe(() => {
    void router.load();
  });
  const [spoken] = await Promise.all([
    learn(chooseSpeech()),
    // Drawn once, with everything there, instead of three times: whoever is here, the page, and what it says.
    router.load(),
    readStartPage({ queryClient, api }),
  ]);
  stopFollowing();
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
}
