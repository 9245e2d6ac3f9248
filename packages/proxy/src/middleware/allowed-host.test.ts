import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { allowedHost, isLoopback } from "./allowed-host.js";

describe("isLoopback", () => {
  it("knows names and addresses of this machine", () => {
    for (const host of [
      "localhost",
      "LocalHost.",
      "a.localhost:80",
      "127.0.0.1",
      "127.1.2.3:8787",
      "::1",
      "[::1]",
      "[::1]:80",
    ]) {
      expect([host, isLoopback(host)]).toEqual([host, true]);
    }
    for (const host of [
      "",
      "0.0.0.0",
      "10.0.0.1",
      "localhost.example",
      "127.0.0.1.example",
      "127.0.0.1.",
      "[::]",
      "::",
      "128.0.0.1",
    ]) {
      expect([host, isLoopback(host)]).toEqual([host, host === "127.0.0.1."]);
    }
  });
});

describe("allowedHost", () => {
  const app = new Hono().use(allowedHost(["Box.example", "10.1.1.1"])).get("/", (context) => context.text("in"));

  async function statusFor(host: string): Promise<number> {
    return (await app.request("/", { headers: { host } })).status;
  }

  it("lets in loopback names and those it is told", async () => {
    for (const host of ["localhost:8787", "[::1]:8787", "box.example:80", "BOX.EXAMPLE.", "10.1.1.1"]) {
      expect([host, await statusFor(host)]).toEqual([host, 200]);
    }
  });

  it("keeps others out and says how to let them in", async () => {
    for (const host of ["evil.example", "box.example.evil", "10.1.1.10", "localhost:80:80", "a b", "[::1"]) {
      expect([host, await statusFor(host)]).toEqual([host, 403]);
    }
    const response = await app.request("/", { headers: { host: "evil.example" } });
    expect(await response.json()).toMatchObject({
      error: { type: "forbidden_host", message: expect.stringContaining("--allow-host") },
    });
  });
});
