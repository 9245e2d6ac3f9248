import { createMemoryStore, handleOf, originalKey, sha256 } from "@headroom/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handleIn } from "../../test/connect.js";
import { ORDERS, ORDERS_TEXT } from "../../test/orders-server.js";
import { createRelay, type Relay } from "./create-relay.js";

const encoder = new TextEncoder();
const bytesOf = (text: string): Uint8Array => encoder.encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const LIST = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
const call = (name: string, args: object = {}, id: unknown = 2): string =>
  JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: args } });
const answer = (text: string, id: unknown = 2, more: object = {}): string =>
  JSON.stringify({ jsonrpc: "2.0", id, result: { content: [{ type: "text", text }], ...more } });

/** What the client gets for an answer of the server to a request of the client. */
async function relayed(relay: Relay, request: string, response: string): Promise<string> {
  const line = bytesOf(request);
  expect(await relay.fromClient(line)).toEqual({ forward: line });
  return textOf(await relay.fromServer(bytesOf(response)));
}

describe("createRelay", () => {
  it("makes the text of a result shorter, and leaves every other byte as it is", async () => {
    const originals = createMemoryStore();
    const start = '{"jsonrpc": "2.0",  "id":2,"x":1.0,"result":{"big":12345678901234567890,"content":[{"text":';
    const end =
      ',"type":"text","annotations":{"priority":1.0}},{"type":"image","data":"aaaa"}],"_meta":{"\\u00e9":[]}}}';
    const got = await relayed(
      createRelay({ originals }),
      call("list_orders"),
      start + JSON.stringify(ORDERS_TEXT) + end,
    );
    expect([got.slice(0, start.length), got.slice(-end.length)]).toEqual([start, end]);
    const text = JSON.parse(got).result.content[0].text as string;
    expect(text.length).toBeLessThan(ORDERS_TEXT.length / 3);
    expect(originals.get(originalKey("local", handleIn(text)))).toBe(ORDERS_TEXT);
  });

  it("leaves structured content, embedded resources and texts for the user alone as they are", async () => {
    const relay = createRelay();
    for (const response of [
      JSON.stringify({ id: 2, result: { structuredContent: ORDERS } }),
      JSON.stringify({
        id: 2,
        result: { content: [{ type: "resource", resource: { uri: "file:///a", text: ORDERS_TEXT } }] },
      }),
      JSON.stringify({
        id: 2,
        result: { content: [{ type: "text", text: ORDERS_TEXT, annotations: { audience: ["user"] } }] },
      }),
    ]) {
      expect(await relayed(relay, call("list_orders"), response)).toBe(response);
    }
  });

  it("leaves files that an agent may edit from as they are", async () => {
    const response = answer(ORDERS_TEXT);
    expect(await relayed(createRelay(), call("read_file", { path: "orders.json" }), response)).toBe(response);
  });

  it("keeps errors readable: short ones whole", async () => {
    const response = answer(`failed: ${"x".repeat(900)}`, 2, { isError: true });
    expect(await relayed(createRelay(), call("list_orders"), response)).toBe(response);
  });

  it("knows answers by the id of their request, which 1 and '1' are not the same", async () => {
    const relay = createRelay();
    const wrongId = answer(ORDERS_TEXT, "2");
    expect(await relayed(relay, call("list_orders"), wrongId)).toBe(wrongId);
    expect(textOf(await relay.fromServer(bytesOf(answer(ORDERS_TEXT))))).toContain("headroom_retrieve");
    expect(textOf(await relay.fromServer(bytesOf(answer(ORDERS_TEXT))))).toBe(answer(ORDERS_TEXT));
  });

  it("forgets what was cancelled or failed", async () => {
    const relay = createRelay();
    await relay.fromClient(bytesOf(call("list_orders")));
    const cancel = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}';
    await relay.fromClient(bytesOf(cancel));
    expect(textOf(await relay.fromServer(bytesOf(answer(ORDERS_TEXT))))).toBe(answer(ORDERS_TEXT));
    const failed = '{"jsonrpc":"2.0","id":2,"error":{"code":-32603,"message":"broken"}}';
    expect(await relayed(relay, call("list_orders"), failed)).toBe(failed);
    expect(textOf(await relay.fromServer(bytesOf(answer(ORDERS_TEXT))))).toBe(answer(ORDERS_TEXT));
  });

  it("adds its tool to the end of a list, and to nothing else", async () => {
    const relay = createRelay();
    const list = '{"id":1,"result":{"tools":[ {"name":"a","x":1.0} ],"y":1e2}}';
    const got = await relayed(relay, LIST, list);
    expect(got).toMatch(
      /^\{"id":1,"result":\{"tools":\[ \{"name":"a","x":1\.0\},\{"name":"headroom_retrieve",.*\],"y":1e2\}\}$/,
    );
    expect(JSON.parse(await relayed(relay, LIST, '{"id":1,"result":{"tools":[]}}')).result.tools).toHaveLength(1);
    for (const other of [
      '{"id":1,"result":{"tools":[{"name":"a"}],"nextCursor":"2"}}',
      '{"id":1,"result":{"tools":"many"}}',
      '{"id":1,"result":{}}',
    ]) {
      expect(await relayed(relay, LIST, other)).toBe(other);
    }
  });

  it("answers calls of its tool, and a server of what that left out itself", async () => {
    const originals = createMemoryStore();
    const handle = handleOf(ORDERS_TEXT, sha256);
    originals.set(originalKey("local", handle), ORDERS_TEXT);
    const relay = createRelay({ originals });
    const ask = bytesOf(call("headroom_retrieve", { handle, rows: "2" }, "a"));
    const step = await relay.fromClient(ask);
    expect("answer" in step && JSON.parse(textOf(step.answer))).toEqual({
      ...{ jsonrpc: "2.0", id: "a" },
      result: { content: [{ type: "text", text: JSON.stringify(ORDERS[1]) }] },
    });
    const unknown = bytesOf(call("headroom_retrieve", { handle: "0123456789ab" }));
    expect(await relay.fromClient(unknown)).toHaveProperty("answer");
    const theirs = '{"id":1,"result":{"tools":[{"name":"headroom_retrieve"}]}}';
    expect(await relayed(relay, LIST, theirs)).toBe(theirs);
    expect(await relay.fromClient(ask)).toHaveProperty("answer");
    expect(await relay.fromClient(unknown)).toEqual({ forward: unknown });
  });

  it("leaves results as they are when nothing may be done, and leaves nothing out when nothing may be left out", async () => {
    const off = createRelay({ mode: "off" });
    expect(await relayed(off, call("list_orders"), answer(ORDERS_TEXT))).toBe(answer(ORDERS_TEXT));
    const rows = JSON.stringify(ORDERS.map(({ order, weight }) => ({ order, weight, state: "open", place: "here" })));
    const whole = JSON.parse(await relayed(createRelay({ profile: "lossless" }), call("list_orders"), answer(rows)));
    const { text } = whole.result.content[0];
    expect(text.length).toBeLessThan(rows.length / 2);
    expect(text).not.toContain("headroom_retrieve");
  });

  it("passes anything else on as it is, whatever it is", async () => {
    const relay = createRelay();
    const json = fc.json({ depthSize: "small" }).map(bytesOf);
    const message = fc
      .record({ jsonrpc: fc.constant("2.0"), id: fc.anything(), method: fc.string(), params: fc.jsonValue() })
      .map((value) => bytesOf(JSON.stringify(value) ?? ""));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), json, message), async (line) => {
        expect(await relay.fromClient(line)).toEqual({ forward: line });
        expect(await relay.fromServer(line)).toBe(line);
      }),
    );
  });
});
