import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./build/precompress.ts";

export default defineConfig({
  plugins: [react(), precompress()],
  // The server puts a fresh value in its place for each answer.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2023",
    modulePreload: { polyfill: false },
    // Old assets stay for a while (build/main.ts): whoever has an old page open still needs them.
    emptyOutDir: false,
    // Data URLs would need a wider policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    // Of 6,000 icons only the few that are used are even read.
    rolldownOptions: {
      experimental: { lazyBarrel: true },
      checks: { largeBarrelModules: false },
      output: {
        // What every page needs, in one piece: it compresses better than in forty.
        codeSplitting: {
          groups: [{ name: "frame", minShareCount: 20 }],
        },
      },
    },
  },
});
