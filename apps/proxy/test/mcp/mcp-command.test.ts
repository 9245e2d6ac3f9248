import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { run, start } from "../support/run.js";
import { longChat, startProvider, startProxy, temporaryFolder } from "../support/running-proxy.js";
import { connectStdio, mcpProcess, ORDERS_COMMAND, readOrders, textOf } from "./start-mcp.js";

const OUTPUT = JSON.parse(longChat()).messages[2].content as string;
const HANDLE = /headroom_retrieve with handle ([0-9a-f]{12})/;

describe("headroom mcp", () => {
  it("serves its tools on standard input and output, and fetches what the proxy left out", async () => {
    const store = join(await temporaryFolder(), "store.db");
    const provider = await startProvider("ok");
    const proxy = await startProxy(["--store", store, "--upstream", provider.url]);
    await fetch(`${proxy.url}/v1/chat/completions`, { method: "POST", body: longChat() });
    const [, handle] = /retrieve\/([0-9a-f]{12})/.exec(String(provider.bodies[0])) ?? [];

    const client = await connectStdio("--store", store, "--proxy", proxy.url);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["headroom_retrieve", "headroom_compress", "headroom_stats"]);
    expect(await textOf(client, "headroom_retrieve", { handle, rows: "7" })).toBe(
      JSON.stringify(JSON.parse(OUTPUT)[6]),
    );
    const stats = JSON.parse(await textOf(client, "headroom_stats"));
    expect(stats).toMatchObject({ retrievals: 1, compressions: 0, proxy: { requests: { total: 1 } } });
    expect(stats.proxy.tokens.saved).toBeGreaterThan(1000);
    expect(JSON.stringify(stats)).not.toContain("recent_requests");
  });

  it("writes nothing but messages, and ends with its input when all is answered", async () => {
    const { command, args } = mcpProcess("--store", ":memory:");
    const child = spawn(command, args);
    const written = Promise.all([text(child.stdout), text(child.stderr)]);
    const params = { name: "headroom_compress", arguments: { content: OUTPUT } };
    const call = JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/call", params });
    child.stdin.end(`no message\n{"jsonrpc":"2.0","id":1,"method":"ping"}\n${call}\n`);
    expect(await once(child, "close")).toEqual([0, null]);
    const [stdout, stderr] = await written;
    const [first, second, ...rest] = stdout.split("\n");
    expect([first, rest, stderr]).toEqual(['{"result":{},"jsonrpc":"2.0","id":1}', [""], ""]);
    expect(JSON.parse(second as string)).toMatchObject({ id: 2, result: { content: [{ type: "text" }] } });
  });

  it("ends when it is asked to, though its input stays open", async () => {
    const { command, args } = mcpProcess("--store", ":memory:");
    const child = spawn(command, args);
    child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([0, null]);
  });

  it("makes the results of another server shorter, and ends with its code", async () => {
    const client = await connectStdio("--store", ":memory:", "--max-items", "20", "--", ...ORDERS_COMMAND);
    expect(client.getServerVersion()).toEqual({ name: "orders", version: "1.0.0" });
    const view = await textOf(client, "list_orders");
    const [, handle] = HANDLE.exec(view) ?? [];
    const orders = await readOrders();
    expect(view.length).toBeLessThan(orders.length / 3);
    const row = await textOf(client, "headroom_retrieve", { handle, rows: "312" });
    expect(row).toBe(JSON.stringify(JSON.parse(orders)[311]));

    const { command, args } = mcpProcess("--store", ":memory:", "--", ...ORDERS_COMMAND);
    const child = spawn(command, args, { stdio: ["pipe", "ignore", "pipe"] });
    const said = text(child.stderr);
    child.stdin.end();
    expect(await once(child, "close")).toEqual([3, null]);
    expect(await said).toBe("orders are served\n");
  });

  it("serves over HTTP on this machine", async () => {
    const running = start(["mcp", "--http", "--port", "0", "--store", ":memory:"]);
    onTestFinished(() => running.stop());
    const [, url] = await running.printed(/on (http:\/\/127\.0\.0\.1:\d+\/mcp)\n/);
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(url as string)));
    const view = await textOf(client, "headroom_compress", { content: OUTPUT });
    const [, handle] = HANDLE.exec(view) ?? [];
    expect(await textOf(client, "headroom_retrieve", { handle, rows: "7" })).toBe(
      JSON.stringify(JSON.parse(OUTPUT)[6]),
    );
    await client.close();
    running.stop();
    expect(await running.outcome).toMatchObject({ code: 0, stderr: "" });
  });

  it("takes from a configuration what concerns results, not where the proxy listens", async () => {
    const config = join(await temporaryFolder(), "config.json");
    await writeFile(config, JSON.stringify({ host: "no such host", port: 1, profile: "lossless" }));
    const running = start(["mcp", "--http", "--port", "0", "--store", ":memory:", "--config", config]);
    onTestFinished(() => running.stop());
    const [, url] = await running.printed(/on (http:\/\/127\.0\.0\.1:\d+\/mcp)\n/);
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(url as string)));
    expect(await textOf(client, "headroom_compress", { content: OUTPUT })).not.toMatch(HANDLE);
    await client.close();
  });

  it("refuses in one line what it cannot do", async () => {
    const taken = await startProxy(["--no-optimize"]);
    for (const [argv, code, reason] of [
      [["--"], 2, /missing behind --/],
      [["--http", "--", "server"], 2, /leave out --http/],
      [["--proxy", "http://127.0.0.1:1", "--", "server"], 2, /--proxy does nothing for another server/],
      [["--proxy", "nowhere", "--store", ":memory:"], 1, /proxyUrl is "nowhere"/],
      [["--port", "1"], 2, /--port does nothing without --http/],
      [["--allow-host", "a"], 2, /--allow-host does nothing without --http/],
      [["extra"], 2, /"extra"/],
      [["--store", ":memory:", "--", "/no/such/server"], 1, /\/no\/such\/server cannot be started/],
      [["--store", ":memory:", "--http", "--port", new URL(taken.url).port], 1, /cannot be listened on/],
    ] as const) {
      const outcome = await run(["mcp", ...argv]);
      expect([argv, outcome.code, outcome.stdout]).toEqual([argv, code, ""]);
      expect(outcome.stderr).toMatch(/^headroom: [^\n]+\n$/);
      expect(outcome.stderr).toMatch(reason);
    }
  });
});
