import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { callForText, connectTo, handleIn } from "../../test/connect.js";
import { createOrdersServer, ORDERS, ORDERS_TEXT } from "../../test/orders-server.js";
import { withHeadroom } from "./with-headroom.js";

describe("withHeadroom", () => {
  it("gives shorter results, and a tool for what was left out", async () => {
    const plain = await connectTo(createOrdersServer());
    const client = withHeadroom(plain);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["list_orders", "count_orders", "headroom_retrieve"]);
    const { text } = await callForText(client, "list_orders");
    expect(text.length).toBeLessThan(ORDERS_TEXT.length / 3);
    const fetched = await callForText(client, "headroom_retrieve", { handle: handleIn(text), rows: "400" });
    expect(fetched).toMatchObject({ text: JSON.stringify(ORDERS[399]), isError: false });
    expect((await callForText(plain, "list_orders")).text).toBe(ORDERS_TEXT);
  });

  it("keeps what the arguments of the call ask for", async () => {
    const client = withHeadroom(await connectTo(createOrdersServer()));
    const state = `of order ${ORDERS[311]?.order}`;
    expect((await callForText(client, "list_orders", { state })).text).toContain(ORDERS[311]?.depot);
  });

  it("leaves everything else to the client", async () => {
    const plain = await connectTo(createOrdersServer());
    const client = withHeadroom(plain);
    const { structuredContent } = await client.callTool({ name: "count_orders", arguments: {} });
    expect(structuredContent).toEqual({ count: 600 });
    const { contents } = await client.readResource({ uri: "orders://all" });
    expect(contents).toEqual([{ uri: "orders://all", text: ORDERS_TEXT }]);
    expect(client.getServerVersion()).toEqual({ name: "orders", version: "1.0.0" });
    expect(client.constructor).toBe(plain.constructor);
    const onclose = () => {};
    client.onclose = onclose;
    expect(plain.onclose).toBe(onclose);
  });

  it("asks a server that has the tool itself for what that left out, and only for that", async () => {
    const server = createOrdersServer();
    const inputSchema = { handle: z.string(), rows: z.string().optional() };
    server.registerTool("headroom_retrieve", { inputSchema }, () => ({ content: [{ type: "text", text: "theirs" }] }));
    const client = withHeadroom(await connectTo(server));
    const { tools } = await client.listTools();
    expect(tools.filter(({ name }) => name === "headroom_retrieve")).toHaveLength(1);
    const handle = handleIn((await callForText(client, "list_orders")).text);
    expect((await callForText(client, "headroom_retrieve", { handle, rows: "1" })).text).toBe(
      JSON.stringify(ORDERS[0]),
    );
    const other = await callForText(client, "headroom_retrieve", { handle: "0123456789ab" });
    expect(other).toMatchObject({ text: "theirs", isError: false });
  });

  it("refuses options that do not exist", () => {
    expect(() => withHeadroom({} as Client, { retrieval: "off" } as never)).toThrow("retrieval is not an option");
  });
});
