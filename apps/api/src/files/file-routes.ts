import type { FastifyInstance } from "fastify";
import type { ApiDeps } from "../api-deps.ts";
import { earningsFile } from "./earnings-file.ts";
import { fileRoute } from "./file-route.ts";
import { payoutFile } from "./payout-file.ts";
import { yearFile } from "./year-file.ts";

/** `/api/files/*`: what a creator can download, each with who may. */
export const fileTable = [payoutFile, yearFile, earningsFile] as const;

export function fileRoutes(scope: FastifyInstance, deps: ApiDeps): void {
  fileRoute(scope, deps, payoutFile);
  fileRoute(scope, deps, yearFile);
  fileRoute(scope, deps, earningsFile);
}
