import { once } from "node:events";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { run } from "./support/run.js";
import { longChat, startProvider, temporaryFolder } from "./support/running-proxy.js";
import { startMain } from "./support/start-main.js";

/** What a wrapped script of Node printed, and how it ended. */
async function wrapped(script: string, options: readonly string[] = [], env: Record<string, string> = {}) {
  const home = await temporaryFolder();
  const temporary = join(home, "temporary");
  await mkdir(temporary);
  const argv = ["wrap", "--store", ":memory:", ...options, process.execPath, "-e", script, "--", "--port", "behind"];
  const child = startMain(argv, { env: { PATH: process.env.PATH, HOME: home, TMPDIR: temporary, ...env } });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "close");
  const [stdout, stderr] = await outputs;
  return { code, stdout, stderr, left: [...(await readdir(home)), ...(await readdir(temporary))] };
}

const ASK = `fetch(process.env.OPENAI_BASE_URL + "/chat/completions", { method: "POST", body: ${JSON.stringify(longChat())} })`;

describe("headroom wrap", () => {
  it("gives a command the addresses of its own proxy, and its arguments", async () => {
    const names = '["ANTHROPIC_BASE_URL", "OPENAI_BASE_URL", "HEADROOM_URL", "KEPT", "npm_config_package"]';
    const print = `console.log(JSON.stringify([${names}.map((name) => process.env[name]), process.argv.slice(1)]))`;
    const elsewhere = { HEADROOM_HOST: "0.0.0.0", HEADROOM_PORT: "1", HEADROOM_KEY: "" };
    const { code, stdout, stderr, left } = await wrapped(print, ["--no-optimize"], {
      KEPT: "yes",
      npm_config_package: "node@22",
      ...elsewhere,
    });
    const [[anthropic, openai, headroom, kept, ofNpx], args] = JSON.parse(stdout);
    expect(anthropic).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([openai, headroom, kept, args]).toEqual([`${anthropic}/v1`, anthropic, "yes", ["--port", "behind"]]);
    expect(ofNpx).toBeNull();
    expect([code, stderr, left]).toEqual([0, "", ["temporary"]]);
  });

  it("lets the command fetch with headroom retrieve what was left out", async () => {
    const provider = await startProvider((response, _incoming, body) => response.end(body));
    const script = `${ASK}.then(async (answer) => {
      const [, command] = /(headroom retrieve [0-9a-f]{12})/.exec(await answer.text());
      const { execSync } = require("node:child_process");
      const fetched = [command, command + " --rows 2-3", "headroom retrieve 000000000000 2>&1 || echo code $?"];
      console.log(JSON.stringify(fetched.map((each) => String(execSync(each)))));
    })`;
    const { code, stdout, stderr } = await wrapped(script, [], { OPENAI_BASE_URL: `${provider.url}/v1` });
    expect([code, stderr]).toEqual([0, ""]);
    const [whole, rows, unknown] = JSON.parse(stdout);
    const original = JSON.parse(longChat()).messages[2].content;
    expect(whole).toBe(original);
    expect(
      rows
        .trim()
        .split("\n")
        .map((row: string) => JSON.parse(row)),
    ).toEqual(JSON.parse(original).slice(1, 3));
    expect(unknown).toMatch(/Nothing is stored.*\ncode 1\n$/);
  });

  it("ends as the command does", async () => {
    expect((await wrapped("process.exit(7)", ["--no-optimize"])).code).toBe(7);
    expect((await wrapped("process.kill(process.pid, 'SIGKILL')", ["--no-optimize"])).code).toBe(137);
  });

  it("passes on a request to end, and not an interrupt, which the terminal sends to both", async () => {
    const script =
      "process.on('SIGTERM', () => process.exit(9)); process.on('SIGINT', () => {}); setInterval(() => {}, 1000); console.log('ready')";
    const child = startMain(["wrap", "--no-optimize", process.execPath, "-e", script]);
    await once(child.stdout, "data");
    child.kill("SIGINT");
    const closed = once(child, "close");
    const alive = await Promise.race([
      closed.then(() => false),
      new Promise((resolve) => setTimeout(resolve, 200, true)),
    ]);
    expect(alive).toBe(true);
    child.kill("SIGTERM");
    expect(await closed).toEqual([9, null]);
  });

  it("says at the end what was saved, when asked to", async () => {
    const { stderr } = await wrapped(ASK, ["--sandbox"], { HEADROOM_SUMMARY: "1" });
    expect(stderr).toMatch(/^headroom served 1 request:.*\n {2}tokens .* saved/);
  });

  it("tells Codex the address by an argument", async () => {
    const folder = await temporaryFolder();
    const codex = join(folder, "codex");
    await writeFile(codex, '#!/bin/sh\necho "$@"\n');
    await chmod(codex, 0o755);
    const { stdout } = await run(["wrap", "--no-optimize", codex, "exec", "hello"], {
      env: { PATH: process.env.PATH },
    });
    expect(stdout).toMatch(/^-c openai_base_url="http:\/\/127\.0\.0\.1:\d+\/v1" exec hello\n$/);
  });

  it("refuses what it does not understand", async () => {
    for (const [argv, code, reason] of [
      [[], 2, /command is missing/],
      [["--"], 2, /command is missing/],
      [["--fast", "ls"], 2, /--fast/],
      [["--mode", "fast", "ls"], 2, /--mode is "fast"/],
      [["--no-optimize", "/no/such/program"], 1, /cannot be started: there is no such program/],
    ] as const) {
      const { stderr, ...outcome } = await run(["wrap", ...argv]);
      expect([argv, outcome]).toEqual([argv, { code, stdout: "" }]);
      expect(stderr).toMatch(reason);
    }
    expect((await run(["wrap", "--help"])).stdout).toContain("headroom wrap [options] COMMAND");
  });
});
