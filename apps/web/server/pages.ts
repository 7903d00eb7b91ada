import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { noncePlace, PageFiles } from "./page-files.ts";
import { contentSecurityPolicy, freshNonce, permissionsPolicy } from "./security-headers.ts";

/** In index.html. */
const headPlace = "<!-- payrun:head -->";
/** As the API sets it. */
const sessionCookieName = "__Host-payrun.session_token=";
/** Other servers' paths: a wrong one is told so, and not sent a page. */
const notPages = /^\/(api|trpc|v1|webhooks|assets)(\/|$)/;

/** Sends what browsers load: assets that never change under their name, and the one page, made anew for each request. */
export async function servePages(app: FastifyInstance, dist: string): Promise<void> {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const files = new PageFiles(join(dist, "page-files.json"));
  await app.register(fastifyStatic, {
    root: join(dist, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    immutable: true,
    maxAge: "365d",
    index: false,
    decorateReply: true,
  });
  app.get("/favicon.svg", (_request, reply) => reply.sendFile("favicon.svg", dist, { maxAge: "1d" }));
  app.get("/robots.txt", (_request, reply) => reply.type("text/plain").send("User-agent: *\nDisallow: /\n"));
  app.setNotFoundHandler((request, reply) =>
    isPage(request) ? sendPage(reply, withHead(page, request, files)) : sendNotFound(request, reply),
  );
}

/** The app itself knows which pages there are; names of files are none of them. */
function isPage({ method, url }: FastifyRequest): boolean {
  const { pathname } = new URL(url, "http://localhost");
  return (
    (method === "GET" || method === "HEAD") &&
    !notPages.test(pathname) &&
    !/\.\w{1,5}$/.test(extname(pathname))
  );
}

/** What a page is told about whoever asks, and the files that it is going to ask for, so that it need not find out first. */
function withHead(page: string, { url, headers }: FastifyRequest, files: PageFiles): string {
  // Whether the session still holds, the API says; without one nobody asks for what only a creator sees.
  const isSignedIn = headers.cookie?.includes(sessionCookieName) === true;
  const { pathname } = new URL(url, "http://localhost");
  return page.replace(headPlace, () =>
    [isSignedIn ? '<meta name="payrun-session" />' : "", ...files.linksFor(pathname)].join(""),
  );
}

function sendPage(reply: FastifyReply, page: string) {
  const nonce = freshNonce();
  return reply
    .header("content-security-policy", contentSecurityPolicy(nonce))
    .header("permissions-policy", permissionsPolicy)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(page.replaceAll(noncePlace, nonce));
}

function sendNotFound({ method, url }: FastifyRequest, reply: FastifyReply) {
  return reply
    .code(404)
    .header("cache-control", "no-store")
    .send({ error: { code: "not_found", message: `nothing answers ${method} ${url.slice(0, 200)}` } });
}
