import { createMemoryStore, handleOf, originalKey, retrieveTool, sha256 } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { callForText, connectTo, handleIn } from "../../test/connect.js";
import { ORDERS, ORDERS_TEXT } from "../../test/orders-server.js";
import { createMcpServer } from "./create-mcp-server.js";

describe("createMcpServer", () => {
  it("introduces itself and its tools, with the definition that all ways in share", async () => {
    const client = await connectTo(createMcpServer());
    expect(client.getServerVersion()).toMatchObject({ name: "headroom", version: expect.stringMatching(/^\d+\.\d+/) });
    expect(client.getInstructions()).toContain("headroom_retrieve");
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["headroom_retrieve", "headroom_compress", "headroom_stats"]);
    expect(tools[0]).toMatchObject({
      name: retrieveTool.name,
      description: retrieveTool.description,
      inputSchema: retrieveTool.parameters,
    });
  });

  it("compresses a text and gives back what was left out, in whole and in part", async () => {
    const client = await connectTo(createMcpServer());
    const { text, meta } = await callForText(client, "headroom_compress", {
      content: ORDERS_TEXT,
      tool: "list_orders",
    });
    expect(text.length).toBeLessThan(ORDERS_TEXT.length / 3);
    const handle = handleIn(text);
    expect(meta).toEqual({
      "headroom/report": expect.objectContaining({ handles: [handle], tokens_saved: expect.any(Number) }),
    });
    const [row] = ORDERS.slice(311);
    expect(text).not.toContain(row?.parcel);
    const grep = await callForText(client, "headroom_retrieve", { handle, grep: String(row?.order) });
    expect(grep).toMatchObject({ text: JSON.stringify(row), isError: false });
    expect(await callForText(client, "headroom_retrieve", { handle, rows: "312" })).toMatchObject({ text: grep.text });
  });

  it("keeps what the query asks for", async () => {
    const client = await connectTo(createMcpServer());
    const row = ORDERS[311];
    const query = `Which depot is order ${row?.order} in?`;
    expect((await callForText(client, "headroom_compress", { content: ORDERS_TEXT, query })).text).toContain(
      row?.depot,
    );
  });

  it("gives a text back as it is where nothing can be saved", async () => {
    const client = await connectTo(createMcpServer());
    expect((await callForText(client, "headroom_compress", { content: "Three orders." })).text).toBe("Three orders.");
  });

  it("fetches what others stored, of its tenant only, and cuts what is too long", async () => {
    const originals = createMemoryStore();
    const handle = handleOf(ORDERS_TEXT, sha256);
    originals.set(originalKey("acme", handle), ORDERS_TEXT);
    const ours = await connectTo(createMcpServer({ originals, tenant: "acme", maxFetchTokens: 500 }));
    const { text, isError } = await callForText(ours, "headroom_retrieve", { handle });
    expect([isError, text.length < 3000]).toEqual([false, true]);
    expect(text).toMatch(/\[headroom: rows 1-\d+ of 600; fetch rows \d+-600 for the rest\]$/);
    const theirs = await connectTo(createMcpServer({ originals }));
    expect(await callForText(theirs, "headroom_retrieve", { handle })).toMatchObject({ isError: true });
  });

  it("tells the model what is wrong with a call", async () => {
    const client = await connectTo(createMcpServer());
    for (const [name, args, said] of [
      ["headroom_retrieve", {}, "handle is missing"],
      ["headroom_retrieve", { handle: "0123456789ab" }, "Run the tool again"],
      ["headroom_compress", {}, "content is missing"],
      ["headroom_compress", { content: "x", query: 7 }, "query must be a text"],
    ] as const) {
      expect(await callForText(client, name, args)).toMatchObject({
        isError: true,
        text: expect.stringContaining(said),
      });
    }
    await expect(client.callTool({ name: "list_orders" })).rejects.toThrow("known are headroom_retrieve");
  });

  it("sums up what was saved and fetched", async () => {
    const reports: number[] = [];
    const client = await connectTo(createMcpServer({ onReport: ({ tokensSaved }) => void reports.push(tokensSaved) }));
    const before = JSON.parse((await callForText(client, "headroom_stats")).text);
    expect(before).toMatchObject({ compressions: 0, tokens_saved: 0, savings_percent: 0, retrievals: 0 });
    const { text } = await callForText(client, "headroom_compress", { content: ORDERS_TEXT });
    await callForText(client, "headroom_retrieve", { handle: handleIn(text), rows: "1" });
    await callForText(client, "headroom_retrieve", { handle: "0123456789ab" });
    const after = JSON.parse((await callForText(client, "headroom_stats")).text);
    expect(after).toMatchObject({ compressions: 1, retrievals: 1, retrievals_failed: 1, tokens_saved: reports[0] });
    expect(after.tokens_before - after.tokens_after).toBe(after.tokens_saved);
    expect(after.savings_percent).toBeGreaterThan(50);
  });

  it("leaves nothing out where it must not", async () => {
    const client = await connectTo(createMcpServer({ profile: "lossless" }));
    const { meta } = await callForText(client, "headroom_compress", { content: ORDERS_TEXT });
    expect(meta).toMatchObject({ "headroom/report": { handles: [] } });
  });

  it("refuses options that do not exist", () => {
    expect(() => createMcpServer({ store: 1 } as never)).toThrow("store is not an option of createMcpServer");
    expect(() => createMcpServer({ profile: "fast" as never })).toThrow("profile");
    expect(() => createMcpServer({ maxFetchTokens: 0 })).toThrow("maxFetchTokens");
  });

  it("says why the sums of the proxy are missing, beside its own", async () => {
    const client = await connectTo(createMcpServer({ proxyUrl: "http://127.0.0.1:1/" }));
    const { text, isError } = await callForText(client, "headroom_stats", {});
    expect(isError).toBe(false);
    expect(JSON.parse(text)).toMatchObject({
      compressions: 0,
      proxy: { error: expect.stringMatching(/^http:\/\/127\.0\.0\.1:1\/stats did not answer: /) },
    });
    expect(() => createMcpServer({ proxyUrl: "localhost:8787" })).toThrow("must be an address");
  });
});
