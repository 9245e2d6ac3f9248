import { once } from "node:events";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Finding } from "../src/doctor/finding.js";
import { run } from "./support/run.js";
import { startProvider, startProxy, temporaryFolder } from "./support/running-proxy.js";

interface Diagnosis {
  readonly code: number;
  readonly fine: boolean;
  /** By what they are about. */
  readonly findings: ReadonlyMap<string, Finding>;
}

async function diagnose(env: Record<string, string>, ...argv: readonly string[]): Promise<Diagnosis> {
  const home = await temporaryFolder();
  const { code, stdout, stderr } = await run(["doctor", "--json", ...argv], { env: { HOME: home, ...env } });
  expect(stderr).toBe("");
  const { fine, findings } = JSON.parse(stdout) as { fine: boolean; findings: readonly Finding[] };
  expect(code).toBe(fine ? 0 : 1);
  for (const { state, next } of findings) expect(next === undefined).toBe(state === "good");
  return { code, fine, findings: new Map(findings.map((finding) => [finding.about, finding])) };
}

function states({ findings }: Diagnosis): Readonly<Record<string, string>> {
  return Object.fromEntries([...findings].map(([about, { state }]) => [about, state]));
}

/** A proxy with the sandbox behind it. */
async function sandboxProxy(...argv: readonly string[]): Promise<string> {
  const store = join(await temporaryFolder(), "proxy.db");
  return (await startProxy(["--sandbox", "--store", store, ...argv])).url;
}

/** An address on which nothing listens. */
async function unusedAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

describe("headroom doctor", () => {
  it("finds everything in order where clients go through a running proxy", async () => {
    const url = await sandboxProxy();
    const found = await diagnose({
      ...{ HEADROOM_URL: url, ANTHROPIC_BASE_URL: url, OPENAI_BASE_URL: `${url.replace("127.0.0.1", "localhost")}/v1` },
    });
    expect(states(found)).toMatchObject({
      ...{ node: "good", configuration: "good", store: "good", proxy: "good", retrieval: "good" },
      ...{ "routing: ANTHROPIC_BASE_URL": "good", "routing: OPENAI_BASE_URL": "good", "round trip": "good" },
    });
    expect(found.findings.get("round trip")?.found).toMatch(/became \d{4} tokens smaller/);
  });

  it("says where variables lead past the proxy, or miss its path, without what is secret in them", async () => {
    const url = await sandboxProxy();
    const found = await diagnose({
      HEADROOM_URL: url,
      ANTHROPIC_BASE_URL: "https://user:secret@gateway.example/anthropic?key=secret",
      OPENAI_BASE_URL: url,
      CO_API_URL: `${url}/v1`,
      GOOGLE_GEMINI_BASE_URL: "no address",
    });
    expect(states(found)).toMatchObject({
      "routing: ANTHROPIC_BASE_URL": "doubtful",
      "routing: OPENAI_BASE_URL": "doubtful",
      "routing: CO_API_URL": "doubtful",
      "routing: GOOGLE_GEMINI_BASE_URL": "bad",
    });
    const past = found.findings.get("routing: ANTHROPIC_BASE_URL")?.found;
    expect(past).toBe("It points to https://gateway.example/anthropic, not to the proxy.");
  });

  it("tells a free port from one that something else has", async () => {
    const free = await unusedAddress();
    const idle = await diagnose({ HEADROOM_URL: free });
    expect([idle.fine, idle.findings.get("proxy")?.state]).toEqual([true, "doubtful"]);
    const led = await diagnose({ HEADROOM_URL: free, ANTHROPIC_BASE_URL: free });
    expect(led.findings.get("routing: ANTHROPIC_BASE_URL")?.state).toBe("bad");
    const other = await startProvider("hello");
    expect(states(await diagnose({ HEADROOM_URL: other.url })).proxy).toBe("bad");
    const silent = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    onTestFinished(() => void silent.close());
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const taken = await diagnose({ HEADROOM_PORT: String(port) });
    expect(taken.findings.get("proxy")?.found).toMatch(/cannot be used: EADDRINUSE/);
  });

  it("says that a proxy asks for a key, or passes requests on as they come", async () => {
    const url = await sandboxProxy("--key", "k-1");
    const locked = await diagnose({ HEADROOM_URL: url, OPENAI_BASE_URL: `${url}/v1` });
    expect(states(locked)).toMatchObject({ proxy: "bad", "routing: OPENAI_BASE_URL": "good" });
    expect(states(await diagnose({ HEADROOM_URL: url, HEADROOM_KEY: "k-1" })).retrieval).toBe("good");
    expect(states(await diagnose({ HEADROOM_URL: await sandboxProxy("--no-optimize") })).proxy).toBe("doubtful");
  });

  it("says what is wrong with the configuration and the store", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "headroom.json"), '{ "profil": "lossless" }');
    await writeFile(join(folder, "store.db"), "no database at all, but a text that is long enough to be read as one");
    const found = await diagnose({}, "--config", join(folder, "headroom.json"), "--store", join(folder, "store.db"));
    expect(states(found)).toMatchObject({ configuration: "bad", store: "bad", "round trip": "good" });
    expect(found.findings.get("configuration")?.found).toMatch(/profil/);
  });

  it("finds clients on the search path, and where their files lead them", async () => {
    const home = await temporaryFolder();
    const url = await sandboxProxy();
    await mkdir(join(home, ".claude"));
    await mkdir(join(home, ".codex"));
    await writeFile(join(home, "claude"), "#!/bin/sh\n");
    await chmod(join(home, "claude"), 0o755);
    await writeFile(join(home, "codex"), "not to be run");
    await writeFile(join(home, ".claude/settings.json"), JSON.stringify({ env: { ANTHROPIC_BASE_URL: url } }));
    await writeFile(
      join(home, ".codex/config.toml"),
      `model = "x"\nopenai_base_url = "https://elsewhere.example/v1"\n`,
    );
    const found = await diagnose({ HOME: home, PATH: home, HEADROOM_URL: url });
    expect(states(found)).toMatchObject({
      "client: claude": "good",
      "routing: settings of Claude Code": "good",
      "routing: configuration of Codex": "doubtful",
    });
    expect(found.findings.has("client: codex")).toBe(false);
  });

  it("prints what to do next, in words", async () => {
    const { code, stdout } = await run(["doctor"], {
      env: { HOME: await temporaryFolder(), OPENAI_BASE_URL: "nowhere" },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fault +routing: OPENAI_BASE_URL: It does not contain a URL\.\n +next: Set it to http/m);
    expect(stdout).toMatch(/\n\n1 fault found\.\n$/);
    const { stdout: coloured } = await run(["doctor"], { env: { HOME: await temporaryFolder(), FORCE_COLOR: "1" } });
    expect(coloured).toContain("\u001B[32mok");
  });
});
