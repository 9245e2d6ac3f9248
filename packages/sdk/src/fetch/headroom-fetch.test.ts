import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMemoryStore, type Report } from "@headroom/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeadroomOptions } from "../options/headroom-options.js";
import { headroomFetch } from "./headroom-fetch.js";

const URL_CHAT = "https://api.openai.com/v1/chat/completions";
const ROWS = Array.from({ length: 600 }, (_, row) => ({ id: row, state: "open", title: `issue ${(row * 37) % 600}` }));
const BODY = JSON.stringify({
  seed: 12345678901234567890n.toString(),
  model: "gpt-5.5",
  messages: [
    { role: "user", content: "Café?" },
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: "c", content: JSON.stringify(ROWS, null, 2) },
  ],
});
const BYTES = new TextEncoder().encode(BODY);

interface Sent {
  readonly input: Parameters<typeof fetch>[0];
  readonly init: RequestInit | undefined;
  readonly text: string;
}

/** A fetch that remembers what it was given. */
function recorder() {
  const sent: Sent[] = [];
  const base: typeof fetch = async (input, init) => {
    const body =
      input instanceof Request && !init?.body
        ? await input.clone().text()
        : await new Response(init?.body ?? null).text();
    sent.push({ input, init, text: body });
    return new Response("{}");
  };
  return { sent, base };
}

async function sendOne(
  input: Parameters<typeof fetch>[0],
  init?: RequestInit,
  options: HeadroomOptions = {},
): Promise<Sent> {
  const { sent, base } = recorder();
  await headroomFetch(base, options)(input, init);
  expect(sent).toHaveLength(1);
  return sent[0] as Sent;
}

const expected = (await sendOne(URL_CHAT, { method: "POST", body: BODY })).text;

describe("a body", () => {
  it("arrives smaller, and unchanged but for the tool output", () => {
    const [received, whole] = [JSON.parse(expected), JSON.parse(BODY)];
    expect(expected.length).toBeLessThan(0.6 * BODY.length);
    expect({ ...received, messages: received.messages.slice(0, 2) }).toEqual({
      ...whole,
      messages: whole.messages.slice(0, 2),
    });
    expect(expected.startsWith(BODY.slice(0, BODY.indexOf('"tool_call_id"')))).toBe(true);
  });

  it.each([
    ["bytes", () => BYTES],
    ["a Buffer", () => Buffer.from(BYTES)],
    ["a slice of a larger buffer", () => new Uint8Array([1, 2, ...BYTES, 3]).subarray(2, BYTES.length + 2)],
    ["an ArrayBuffer", () => BYTES.buffer.slice(0)],
    ["a Blob", () => new Blob([BYTES], { type: "application/json" })],
    ["a stream", () => new Blob([BYTES]).stream()],
  ])("may be %s", async (_what, body) => {
    const init = { method: "POST", body: body() as NonNullable<RequestInit["body"]>, duplex: "half" } as RequestInit;
    expect((await sendOne(URL_CHAT, init)).text).toBe(expected);
  });

  it("may come in pieces from a generator", async () => {
    async function* pieces() {
      for (let at = 0; at < BYTES.length; at += 999) yield BYTES.subarray(at, at + 999);
    }
    const init = { method: "POST", body: pieces() as unknown as ReadableStream, duplex: "half" } as RequestInit;
    expect((await sendOne(URL_CHAT, init)).text).toBe(expected);
  });

  it("may be that of a Request, which keeps its headers, signal and address", async () => {
    const abort = new AbortController();
    const headers = { authorization: "Bearer x", "content-type": "application/json" };
    const request = new Request(`${URL_CHAT}?a=1`, { method: "POST", body: BODY, headers, signal: abort.signal });
    const { input, text } = await sendOne(request);
    const sent = input as Request;
    expect(text).toBe(expected);
    expect([sent.url, sent.method, sent.headers.get("authorization")]).toEqual([request.url, "POST", "Bearer x"]);
    expect(sent.headers.get("content-type")).toBe("application/json");
    abort.abort();
    expect(sent.signal.aborted).toBe(true);
  });

  it("of a Request gives way to that beside it", async () => {
    const request = new Request(URL_CHAT, { method: "POST", body: "{}" });
    expect((await sendOne(request, { body: BODY })).text).toBe(expected);
  });

  it("stays a string, so that its default content type stays", async () => {
    expect(typeof (await sendOne(URL_CHAT, { method: "POST", body: BODY })).init?.body).toBe("string");
  });

  it("keeps the type of a Blob", async () => {
    const { init } = await sendOne(URL_CHAT, { method: "POST", body: new Blob([BODY], { type: "application/x-odd" }) });
    expect(init?.body).toMatchObject({ type: "application/x-odd" });
  });

  it.each([
    ["an object", { "content-length": String(BYTES.length), a: "b" }],
    ["Headers", new Headers({ "Content-Length": String(BYTES.length), a: "b" })],
    [
      "pairs",
      [
        ["CONTENT-LENGTH", String(BYTES.length)],
        ["a", "b"],
      ],
    ],
  ])("has the right content length in headers that are %s", async (_what, headers) => {
    const { init } = await sendOne(URL_CHAT, {
      method: "POST",
      body: BODY,
      headers: headers as Record<string, string>,
    });
    const sent = new Headers(init?.headers);
    expect(sent.get("content-length")).toBe(String(new TextEncoder().encode(expected).length));
    expect(sent.get("a")).toBe("b");
    expect(new Headers(headers as Record<string, string>).get("content-length")).toBe(String(BYTES.length));
  });
});

describe("what is passed on with the same arguments", () => {
  const post = { method: "POST", body: BODY };
  it.each<[string, string, RequestInit]>([
    ["another path", "https://api.openai.com/v1/embeddings", post],
    ["a longer path", `${URL_CHAT}/chatcmpl-1`, post],
    ["another method", URL_CHAT, { method: "PUT", body: BODY }],
    ["no body", URL_CHAT, { method: "POST" }],
    ["a compressed body", URL_CHAT, { ...post, headers: { "content-encoding": "gzip" } }],
    ["a body whose digest is in a header", URL_CHAT, { ...post, headers: { "Content-Digest": "sha-256=:x:" } }],
    ["a signed request", URL_CHAT, { ...post, headers: { authorization: "AWS4-HMAC-SHA256 Credential=x" } }],
    ["what is not JSON", URL_CHAT, { method: "POST", body: "not JSON" }],
    ["what is not UTF-8", URL_CHAT, { method: "POST", body: new Uint8Array([0xff, 0xfe, 0x7b]) }],
    ["form data", URL_CHAT, { method: "POST", body: new URLSearchParams({ model: "x" }) }],
    [
      "a request without tool outputs",
      URL_CHAT,
      { method: "POST", body: '{"model": "m", "messages": [{"role": "user", "content": "Hi"}]}' },
    ],
  ])("%s", async (_what, url, init) => {
    const sent = await sendOne(url, init);
    expect(sent.init).toBe(init);
    expect(sent.input).toBe(url);
  });

  it("any text at all, also in a stream", async () => {
    const { sent, base } = recorder();
    const send = headroomFetch(base);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: "binary" }), fc.json()), async (text) => {
        const bytes = new TextEncoder().encode(text);
        await send(URL_CHAT, { method: "POST", body: new Blob([bytes]).stream(), duplex: "half" } as RequestInit);
        expect(sent.at(-1)?.text).toBe(new TextDecoder().decode(bytes));
      }),
      { numRuns: 50 },
    );
  });

  it("a Request, which is still to be read", async () => {
    const request = new Request(URL_CHAT, { method: "POST", body: "{}" });
    expect((await sendOne(request)).input).toBe(request);
    expect(request.bodyUsed).toBe(false);
  });

  it.each(["audit", "simulate", "off"] as const)("everything in mode %s", async (mode) => {
    const reports: Report[] = [];
    const init = { method: "POST", body: BODY };
    const sent = await sendOne(URL_CHAT, init, { mode, onReport: (report) => reports.push(report) });
    expect(sent.init).toBe(init);
    expect(reports.map((report) => report.mode)).toEqual(mode === "off" ? [] : [mode]);
  });
});

describe("a failure", () => {
  const broken = () => {
    throw new Error("no tokenizer");
  };

  it("of the optimizer lets the request go as it came", async () => {
    const reports: Report[] = [];
    const init = { method: "POST", body: BODY };
    const { sent, base } = recorder();
    await headroomFetch(base, { tokenizers: broken, onReport: (report) => reports.push(report) })(URL_CHAT, init);
    expect(sent[0]?.init).toBe(init);
    expect(reports[0]?.warnings[0]?.message).toContain("no tokenizer");
  });

  it("of a listener changes nothing, and is told", async () => {
    const failures: unknown[] = [];
    const onFailure = (error: unknown) => failures.push(error);
    const { text } = await sendOne(URL_CHAT, { method: "POST", body: BODY }, { onReport: broken, onFailure });
    expect(text).toBe(expected);
    expect(failures).toEqual([new Error("no tokenizer")]);
  });

  it("of a store sends nothing that could not be fetched", async () => {
    const originals = { ...createMemoryStore(), set: broken, compareAndSet: broken, get: broken, touch: broken };
    const reports: Report[] = [];
    const options: HeadroomOptions = { originals, profile: "aggressive", onReport: (report) => reports.push(report) };
    const body = JSON.stringify({
      ...JSON.parse(BODY),
      messages: [...JSON.parse(BODY).messages.slice(0, 2), toolMessage()],
    });
    await sendOne(URL_CHAT, { method: "POST", body }, options);
    expect(reports[0]?.handles).toEqual([]);
    expect(reports[0]?.warnings.map(({ code }) => code)).toContain("store-failed");
  });

  it("to keep a request short enough is the caller's, where the window is told to refuse", async () => {
    const init = {
      method: "POST",
      body: JSON.stringify({ ...JSON.parse(BODY), messages: [{ role: "user", content: "Go. ".repeat(900) }] }),
    };
    const { sent, base } = recorder();
    const refusing = headroomFetch(base, { rollingWindow: { maxTokens: 500, overflow: "error" } });
    await expect(refusing(URL_CHAT, init)).rejects.toMatchObject({ code: "context-overflow" });
    expect(sent).toEqual([]);
    await headroomFetch(base, { rollingWindow: { maxTokens: 500 } })(URL_CHAT, init);
    expect(sent[0]?.init).toBe(init);
  });

  it("of the sender is the caller's", async () => {
    const refused = new TypeError("fetch failed");
    const send = headroomFetch(() => Promise.reject(refused));
    await expect(send(URL_CHAT, { method: "POST", body: BODY })).rejects.toBe(refused);
  });

  it("of the stream that is read is the caller's", async () => {
    const { sent, base } = recorder();
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("disk gone")) });
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    await expect(headroomFetch(base)(URL_CHAT, init)).rejects.toThrow("disk gone");
    expect(sent).toEqual([]);
  });

  it("ends a request by the signal of a Request that nobody holds any more", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/v1/chat/completions`;
    const abort = new AbortController();
    const answer = headroomFetch()(new Request(url, { method: "POST", body: BODY, signal: abort.signal }));
    const outcome = answer.catch((error: Error) => error.name);
    await once(server, "request");
    for (let round = 0; round < 3; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    abort.abort();
    expect(await outcome).toBe("AbortError");
    server.closeAllConnections();
    server.close();
  });

  it("ends the wait for a stream that is aborted", async () => {
    const { sent, base } = recorder();
    const abort = new AbortController();
    const init = { method: "POST", body: new ReadableStream(), duplex: "half", signal: abort.signal } as RequestInit;
    const answer = headroomFetch(base)(URL_CHAT, init);
    abort.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
    expect(sent).toEqual([]);
  });
});

/** A tool output that has little in common, so that only leaving parts out makes it shorter. */
function toolMessage() {
  const noise = (seed: number) => Math.abs(Math.sin(seed) * 1e16).toString(36);
  const rows = Array.from({ length: 400 }, (_, row) => ({ a: noise(row), b: noise(row + 0.5), c: noise(row + 0.25) }));
  return { role: "tool", tool_call_id: "c", content: JSON.stringify(rows) };
}

describe("headroomFetch", () => {
  it("gives the same bytes again, also from another instance and in any order", async () => {
    const { sent, base } = recorder();
    const send = headroomFetch(base);
    await send(URL_CHAT, {
      method: "POST",
      body: JSON.stringify({ model: "gpt-4", messages: JSON.parse(BODY).messages }),
    });
    await Promise.all([1, 2, 3].map(() => send(URL_CHAT, { method: "POST", body: BODY })));
    expect(new Set(sent.slice(1).map(({ text }) => text))).toEqual(new Set([expected]));
  });

  it("optimizes the request of a count as it would be sent", async () => {
    const body = JSON.stringify({
      model: "claude-sonnet-5",
      messages: [
        { role: "user", content: "?" },
        { role: "assistant", content: [{ type: "tool_use", id: "t", name: "f", input: {} }] },
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "t", content: JSON.stringify(ROWS, null, 2) }],
        },
      ],
    });
    const [sent, counted] = await Promise.all(
      ["", "/count_tokens"].map((path) =>
        sendOne(`https://api.anthropic.com/v1/messages${path}`, { method: "POST", body }),
      ),
    );
    expect(sent?.text).toBe(counted?.text);
    expect(sent?.text.length).toBeLessThan(0.7 * body.length);
  });

  it("uses the global fetch of the moment when none is given", async () => {
    const { sent, base } = recorder();
    const send = headroomFetch();
    const before = globalThis.fetch;
    globalThis.fetch = base;
    try {
      await send(URL_CHAT, { method: "POST", body: BODY });
    } finally {
      globalThis.fetch = before;
    }
    expect(sent[0]?.text).toBe(expected);
  });

  it("does not load tokenizers for what it passes on", async () => {
    let asked = 0;
    const options: HeadroomOptions = {
      tokenizers: () => {
        asked++;
        return [];
      },
    };
    await sendOne("https://api.openai.com/v1/models", { method: "GET" }, options);
    expect(asked).toBe(0);
  });

  it("says what is wrong with its options", () => {
    expect(() => headroomFetch({ mode: "audit" } as never)).toThrow("takes a fetch first");
    expect(() => headroomFetch(fetch, { modus: "audit" } as never)).toThrow(
      /modus is not an option .* known are mode, profile/,
    );
    expect(() => headroomFetch(fetch, { mode: "fast" as never })).toThrow("must be one of optimize, audit");
    expect(() => headroomFetch(fetch, null as never)).toThrow("known are mode");
    expect(() => headroomFetch(fetch, { provider: "gemini" as never })).toThrow("one of openai, anthropic, google");
    expect(() => headroomFetch(fetch, { smartCrusher: { maxItems: 3 } as never })).toThrow("maxItemsAfterCrush");
    expect(() => headroomFetch(fetch, { storeUrl: "redis://localhost" })).toThrow("sqlite:///relative/path");
    expect(() => headroomFetch(fetch, { storeUrl: "a.db", originals: createMemoryStore() })).toThrow(
      "give one of them",
    );
  });
});
