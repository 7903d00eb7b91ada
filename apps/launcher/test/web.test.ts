import { createServer, type Server } from "node:net";
import { freePort } from "@payrun/embedded";
import { readEnvironment, type Environment } from "@payrun/environment";
import { afterEach, describe, expect, test } from "vitest";
import { whereToLook, type Whereabouts } from "../src/where-to-look.ts";
import { chooseWebOrigin } from "../src/web/web-app.ts";

const open: Server[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function takenPort(): Promise<number> {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  open.push(server);
  return port;
}

function environment(given: Readonly<Record<string, string>>): Environment {
  const reading = readEnvironment(given);
  if (!reading.ok) throw new Error("the test's environment is wrong");
  return reading.environment;
}

describe("the web app's address", () => {
  test("is the one that was asked for", async () => {
    const given = { WEB_ORIGIN: `http://localhost:${await freePort()}` };
    expect(await chooseWebOrigin(environment(given), given)).toBe(given.WEB_ORIGIN);
  });

  test("is one that is free where the usual port is taken", async () => {
    const usual = { ...environment({}), webPort: await takenPort() };
    const chosen = await chooseWebOrigin(usual, {});
    expect(chosen).toMatch(/^http:\/\/localhost:\d+$/);
    expect(chosen).not.toContain(String(usual.webPort));
  });

  test.for(["WEB_ORIGIN", "WEB_PORT"] as const)(
    "is not exchanged where %s asked for it",
    async (variable) => {
      const port = await takenPort();
      const given = { [variable]: variable === "WEB_PORT" ? String(port) : `http://localhost:${port}` };
      await expect(chooseWebOrigin(environment(given), given)).rejects.toThrow(
        `${variable}=${port} is taken by another program.`,
      );
    },
  );

  test("stays that of what ends TLS in front of it", async () => {
    const given = { WEB_ORIGIN: "https://pay.example.com", WEB_PORT: String(await freePort()) };
    expect(await chooseWebOrigin(environment(given), given)).toBe("https://pay.example.com");
  });
});

describe("where to look", () => {
  const whereabouts: Whereabouts = {
    services: {
      databaseUrl: "postgresql://payrun:secret@db.example/payrun",
      embeddedDatabase: false,
      apiBase: null,
      apiUrl: "http://127.0.0.1:4000",
      webUrl: "http://localhost:3000",
      environment: {},
    },
    dataDir: "/data",
    withWeb: true,
    seeded: { kind: "seeded", creators: 40, seed: "1", dueAt: new Date("2026-11-15T02:00:00Z") },
  };

  test("names the web app and whom to sign in as", () => {
    const told = whereToLook(whereabouts);
    expect(told).toContain("Web app         http://localhost:3000");
    expect(told).toContain("the password payrun-demo-2026 as");
    expect(told).toMatch(/\S+-0001@creators\.example \(creator\)/);
    expect(told).toContain("fan-1@fans.example (fan)");
  });

  test("names nobody where there is no demo, and no password of the database", () => {
    const told = whereToLook({ ...whereabouts, seeded: null });
    expect(told).toContain("http://localhost:3000");
    expect(told).not.toMatch(/payrun-demo|:secret@|@fans/);
  });

  test("is silent about a web app that is not there", () => {
    expect(whereToLook({ ...whereabouts, withWeb: false })).not.toContain("Web app");
  });
});
