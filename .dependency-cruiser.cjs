/**
 * The import law of design.md, section 1, as rules. `scripts/check.ts` also fails when nothing was cruised.
 * @type {import("dependency-cruiser").IConfiguration}
 */
const ours = "^(packages|apps)/([^/]+)/";

/** Only these folders may import the package; `name` is a regular expression. */
const only = (name, folders) => ({
  name: `only-${folders[0].replaceAll("/", "-")}-imports-${name.replace(/\W/g, "")}`,
  severity: "error",
  from: { path: ours, pathNot: folders.map((folder) => `^${folder}/`) },
  to: { path: `(^|/)node_modules/(\\.pnpm/)?${name}` },
});

module.exports = {
  forbidden: [
    only("@prisma[/+]", ["packages/db"]),
    // The simulator's tests talk to it as Stripe's own client does.
    only("stripe[/@]", ["packages/provider", "packages/stripe-simulator/test"]),
    only("bullmq[/@]", ["packages/queue"]),
    {
      name: "core-imports-nothing",
      comment:
        "Pure by construction: no packages, no Node, no other workspace. Its tests may use the test tools.",
      severity: "error",
      from: { path: "^packages/payouts-core/src/" },
      to: { pathNot: "^packages/payouts-core/src/" },
    },
    {
      name: "apps-do-not-import-each-other",
      severity: "error",
      from: { path: "^apps/([^/]+)/" },
      to: {
        path: "^apps/",
        pathNot: ["^apps/$1/", "^apps/api/src/creator/creator-router\\.ts$", "^apps/worker/src/index\\.ts$"],
      },
    },
    {
      name: "only-chaos-drives-the-worker",
      comment: "It runs the worker's own code, fault by fault; nothing else may move money.",
      severity: "error",
      from: { path: ours, pathNot: ["^apps/worker/", "^apps/chaos/"] },
      to: { path: "^apps/worker/" },
    },
    {
      name: "the-web-app-knows-its-router-as-a-type",
      severity: "error",
      from: { path: "^apps/(?!api/)" },
      to: { path: "^apps/api/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "packages-do-not-import-apps",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^apps/" },
    },
    {
      name: "packages-are-entered-by-their-index",
      severity: "error",
      from: { path: ours },
      to: {
        path: "^packages/([^/]+)/",
        pathNot: [
          "^packages/$2/",
          "^packages/[^/]+/src/index\\.ts$",
          "^packages/catalogue/src/browser\\.ts$",
          "^packages/ui/src/theme/[^/]+\\.css$",
        ],
      },
    },
    {
      name: "sources-do-not-import-tests",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: ["^packages/testkit/", "^apps/chaos/"] },
      to: { path: "^(packages|apps)/[^/]+/test/|^packages/testkit/|/node_modules/vitest/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "nothing-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)\\.types/|/generated/|^apps/[^/]+/dist/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
