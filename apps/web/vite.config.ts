import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";
import { findModules } from "./build/find-modules.ts";
import { inlineEarly } from "./build/inline-early.ts";
import { listPageFiles } from "./build/list-page-files.ts";
import { precompress } from "./build/precompress.ts";
import { usedStyles } from "./build/used-styles.ts";

const pieces = {
  // Of 6,000 icons only the few that are used are even read.
  experimental: { lazyBarrel: true },
  checks: { largeBarrelModules: false },
};

const base: UserConfig = {
  root: import.meta.dirname,
  plugins: [react()],
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
    rolldownOptions: pieces,
  },
};

export default defineConfig(async () => {
  const { first, all } = await findModules(base);
  // In two pieces instead of forty it is a tenth smaller, and there in one go. The libraries seldom change.
  const groups = [
    { name: "libraries", test: (id: string) => first.has(id) && id.includes("/node_modules/") },
    { name: "first", test: (id: string) => first.has(id) },
  ];
  return {
    ...base,
    plugins: [react(), usedStyles(all), inlineEarly(), listPageFiles(), precompress()],
    build: { ...base.build, rolldownOptions: { ...pieces, output: { codeSplitting: { groups } } } },
  };
});
