import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Option, PROXY_OPTIONS } from "@headroom/proxy/config";
import { describe, expect, it } from "vitest";
import { run } from "./support/run.js";
import { longChat, startProvider, startProxy, temporaryFolder } from "./support/running-proxy.js";

async function answerTo(url: string, headers: Record<string, string> = {}): Promise<string> {
  return (await fetch(url, { headers })).text();
}

describe("headroom proxy", () => {
  it("says where it listens, how to use it and where it shows what it does", async () => {
    const { url, running } = await startProxy(["--no-optimize"]);
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: "healthy", optimize: false });
    running.stop();
    const { code, stdout, stderr } = await running.outcome;
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      new RegExp(
        `^headroom listens on ${url} .*ANTHROPIC_BASE_URL=${url} .*OPENAI_BASE_URL=${url}/v1\n.* ${url}/dashboard\n$`,
      ),
    );
  });

  it("sends requests where flags say, then the environment", async () => {
    const { url: one } = await startProvider("one");
    const { url: two } = await startProvider("two");
    const anthropic = { "anthropic-version": "2023-06-01" };
    const env = { OPENAI_TARGET_API_URL: one, ANTHROPIC_TARGET_API_URL: two };
    for (const [argv, openaiAnswer, anthropicAnswer] of [
      [[], "one", "two"],
      [["--upstream", two], "two", "two"],
      [["--upstream", `openai=${two}/v1`], "two", "two"],
      [["--upstream", `anthropic=${one}`, "--upstream", two], "two", "one"],
      [["--upstream", two, "--upstream", one], "one", "one"],
    ] as const) {
      const { url } = await startProxy(["--no-optimize", ...argv], { env });
      expect([await answerTo(`${url}/v1/models`), await answerTo(`${url}/v1/models`, anthropic)]).toEqual([
        openaiAnswer,
        anthropicAnswer,
      ]);
    }
  });

  it("leaves out what its model can fetch, and gives it back after a restart and on the command line", async () => {
    const provider = await startProvider("ok");
    const store = join(await temporaryFolder(), "deep", "store.db");
    const argv = ["--store", store, "--upstream", provider.url];
    const { url, running } = await startProxy(argv);
    const answer = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: longChat() });
    expect(Number(answer.headers.get("x-headroom-tokens-saved"))).toBeGreaterThan(0);
    const sent = String(provider.bodies[0]);
    const [, handle] = new RegExp(`curl -s ${url}/v1/retrieve/([0-9a-f]{12})`).exec(sent) ?? [];
    expect(handle).toMatch(/^[0-9a-f]{12}$/);
    running.stop();
    await running.outcome;

    const original = JSON.parse(longChat()).messages[2].content;
    const again = await startProxy(argv);
    expect(await answerTo(`${again.url}/v1/retrieve/${handle}`)).toBe(original);
    expect(await run(["retrieve", handle as string, "--store", store])).toEqual({
      code: 0,
      stdout: original,
      stderr: "",
    });
  });

  it("keeps its store where the environment says, or in memory", async () => {
    const folder = await temporaryFolder();
    const named = join(folder, "named.db");
    await startProxy([], { env: { HEADROOM_STORE: named, HOME: folder } });
    expect(existsSync(named)).toBe(true);
    await startProxy([], { env: { HOME: folder } });
    expect(existsSync(join(folder, ".headroom", "headroom.db"))).toBe(true);
    const other = await temporaryFolder();
    await startProxy(["--store", ":memory:"], { env: { HOME: other } });
    await startProxy(["--no-optimize"], { env: { HOME: other } });
    expect(existsSync(join(other, ".headroom"))).toBe(false);
  });

  it("listens where the environment says, unless a flag does", async () => {
    const { url } = await startProxy(["--no-optimize", "--host", "127.0.0.1"], {
      env: { HEADROOM_HOST: "no such host", HEADROOM_PORT: "1" },
    });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/);
    const taken = new URL(url).port;
    expect(await run(["proxy", "--no-optimize"], { env: { HEADROOM_PORT: taken } })).toMatchObject({ code: 1 });
  });

  it("takes options from a file, and flags before them", async () => {
    const provider = await startProvider("ok");
    const config = join(await temporaryFolder(), "config.json");
    await writeFile(config, JSON.stringify({ mode: "off", smartCrusher: { maxItemsAfterCrush: 60 } }));
    const argv = ["--store", ":memory:", "--upstream", provider.url, "--config", config];
    const silent = await startProxy(argv);
    await fetch(`${silent.url}/v1/chat/completions`, { method: "POST", body: longChat() });
    const active = await startProxy([...argv, "--mode", "optimize"]);
    await fetch(`${active.url}/v1/chat/completions`, { method: "POST", body: longChat() });
    const [first, second] = provider.bodies.map(String);
    expect(first).toBe(longChat());
    expect((second as string).length).toBeLessThan(longChat().length);
  });

  it("refuses wrong values in one line and exits with 2", async () => {
    for (const [argv, reason] of [
      [["--port", "x"], /--port is "x"/],
      [["--port", "65536"], /65535/],
      [["--port", "-1"], /port/],
      [["--port", ""], /--port is ""/],
      [["--port"], /port/],
      [["--mode", "fast"], /--mode is "fast".*optimize, audit/],
      [["--profile", "x"], /--profile/],
      [["--retrieval", "x"], /--retrieval/],
      [["--over-limit", "x"], /--over-limit/],
      [["--traffic", "free"], /--traffic .*auto, key, subscription/],
      [["--min-tokens", "1.5"], /--min-tokens/],
      [["--max-items", "0"], /at least 1/],
      [["--max-body", "0"], /at least 1/],
      [["--upstream", "api.example.com"], /--upstream: .*https:\/\//],
      [["--upstream", "mystery=https://x.example"], /"mystery"; known are openai, anthropic/],
      [["--upstream", "https://u:secret@x.example"], /no user name or password/],
      [["extra"], /"extra"/],
    ] as const) {
      const { code, stdout, stderr } = await run(["proxy", ...argv]);
      expect([argv, code, stdout]).toEqual([argv, 2, ""]);
      expect(stderr).toMatch(/^headroom: [^\n]+\n$/);
      expect(stderr).toMatch(reason);
      expect(stderr).not.toContain("secret");
    }
    for (const [name, value] of [
      ["HEADROOM_PORT", "web"],
      ["OPENAI_TARGET_API_URL", "nowhere"],
    ] as const) {
      const { code, stderr } = await run(["proxy"], { env: { [name]: value } });
      expect([code, stderr]).toEqual([2, expect.stringContaining(name)]);
    }
  });

  it("says in one line what keeps it from starting and exits with 1", async () => {
    const { url } = await startProxy(["--no-optimize"]);
    const folder = await temporaryFolder();
    for (const [argv, reason] of [
      [["--no-optimize", "--port", new URL(url).port], /in use.*--port/],
      [["--no-optimize", "--port", "0", "--host", "203.0.113.1", "--open"], /no address of this machine.*--host/],
      [["--port", "0", "--store", folder], /./],
      [["--port", "0", "--store", ":memory:", "--config", join(folder, "none.json")], /none\.json/],
    ] as const) {
      const { code, stdout, stderr } = await run(["proxy", ...argv]);
      expect([argv, code, stdout]).toEqual([argv, 1, ""]);
      expect(stderr).toMatch(/^headroom: [^\n]+\n$/);
      expect(stderr).toMatch(reason);
    }
  });

  it("accepts the flags of what is off anyway", async () => {
    const { url } = await startProxy(["--no-optimize", "--no-cache", "--no-rate-limit"]);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it("names all of its flags in its help", async () => {
    const { stdout } = await run(["proxy", "--help"]);
    const flags = Object.values<Option>(PROXY_OPTIONS).map(({ flag }) => flag ?? "config");
    for (const flag of [...flags, "no-cache", "no-rate-limit"])
      expect(stdout).toMatch(new RegExp(`--(no-)?${flag}\\b`));
  });
});
