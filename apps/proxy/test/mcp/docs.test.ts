import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { connect } from "./docs/client.js";
import { shorten } from "./docs/compressor.js";
import { handle } from "./docs/handler.js";
import { connectStdio, ORDERS_COMMAND, ordersTransport, readOrders, textOf } from "./start-mcp.js";

const fileOf = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const CLIENTS = /```json clients\n([\s\S]*?)\n```/g;

interface Configured {
  readonly mcpServers: Readonly<Record<string, { readonly command: string; readonly args: readonly string[] }>>;
}

describe("the examples of docs/mcp.md", () => {
  const page = readFileSync(fileOf("docs/mcp.md"), "utf8");
  const configured = [...page.matchAll(CLIENTS)].map(([, json]) => JSON.parse(json as string) as Configured);
  const servers = Object.assign({}, ...configured.map(({ mcpServers }) => mcpServers)) as Configured["mcpServers"];

  it("name commands that run", async () => {
    expect(Object.keys(servers)).toEqual(["headroom", "orders"]);
    const orders = await readOrders();
    for (const { command, args } of Object.values(servers)) {
      expect([command, args[0]]).toEqual(["headroom", "mcp"]);
      const wrapped = args.indexOf("--");
      const own = wrapped < 0 ? args.slice(1) : [...args.slice(1, wrapped), "--", ...ORDERS_COMMAND];
      const client = await connectStdio("--store", ":memory:", ...own);
      expect((await client.listTools()).tools.map(({ name }) => name)).toContain("headroom_retrieve");
      if (wrapped >= 0) expect((await textOf(client, "list_orders")).length).toBeLessThan(orders.length / 3);
    }
  });

  it("wrap a client", async () => {
    const orders = await readOrders();
    const { client, tools, result } = await connect(ordersTransport());
    expect(tools.map(({ name }) => name)).toEqual(["list_orders", "count_orders", "headroom_retrieve"]);
    expect(JSON.stringify(result).length).toBeLessThan(orders.length / 3);
    await client.close();
  });

  it("serve requests", async () => {
    const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    const list = { method: "POST", headers, body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' };
    const answer = await handle(new Request("https://tools.example.com/mcp", list));
    expect(JSON.stringify(await answer.json())).toContain("headroom_compress");
    expect((await handle(new Request("https://other.example.com/mcp", list))).status).toBe(403);
  });

  it("shorten a text", async () => {
    const orders = await readOrders();
    const { content, saved } = await shorten(orders);
    expect(JSON.stringify(content).length).toBeLessThan(orders.length / 3);
    expect(saved).toBeGreaterThan(1000);
  });
});
