import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { PROVIDERS } from "../src/index.js";
import { startRawUpstream } from "./support/raw-upstream.js";
import { eventsOf, STREAM_FORMATS, type StreamFormat } from "./support/sandbox-streams.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n";

/** Ways in which a stream can stop before it is complete. */
const STOPS: Readonly<Record<string, (socket: Socket, bytes: Buffer) => void>> = {
  "a reset": (socket, bytes) => {
    socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    socket.write(chunkOf(bytes));
    void wait(10).then(() => socket.resetAndDestroy());
  },
  "an end of the connection": (socket, bytes) => {
    socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    socket.end(chunkOf(bytes));
  },
  "an end as if it were complete": (socket, bytes) => {
    socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    socket.end(Buffer.concat([chunkOf(bytes), Buffer.from("0\r\n\r\n")]));
  },
  "an end of a body that lasts as long as its connection": (socket, bytes) => {
    socket.write(`${HEAD}\r\n`);
    socket.end(bytes);
  },
};

function chunkOf(bytes: Buffer): Buffer {
  if (bytes.length === 0) return bytes;
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** The proxy in front of a raw upstream that answers as `answer` says. */
async function startBefore(answer: (socket: Socket) => void): Promise<string> {
  const url = await startRawUpstream(answer);
  const upstreams = Object.fromEntries(PROVIDERS.map(({ name }) => [name, url]));
  return (await startPair(() => {}, { upstreams })).proxy.url;
}

function ask(url: string, { path, body }: StreamFormat) {
  const headers = { "content-type": "application/json" };
  return send(url + path, { body: JSON.stringify(body), headers, mayBreak: true });
}

/** The whole events that `length` bytes of a stream begin with. */
function wholeEvents(events: readonly string[], length: number): string {
  let text = "";
  for (const event of events) {
    if (Buffer.byteLength(text + event) > length) return text;
    text += event;
  }
  return text;
}

describe.each(STREAM_FORMATS)("a stream of $name", (format) => {
  it.each(Object.keys(STOPS))("that stops by %s gets its format's error, wherever it stops", async (stop) => {
    const events = await eventsOf(format);
    const stream = Buffer.from(events.join(""));
    let length = 0;
    const url = await startBefore((socket) => STOPS[stop]?.(socket, stream.subarray(0, length)));
    // The last event may come without its final line, so the last cut that counts lies before its data are complete. Where
    // nothing shows that the stream was cut, an answer whose model has finished is taken for whole.
    const finished = events.findIndex((event) => event.includes('"finish_reason":"'));
    const isSilent = stop.includes("as if") || stop.includes("as long as");
    const needed = isSilent && finished >= 0 ? events.slice(0, finished) : events.slice(0, -1);
    const last = Buffer.byteLength(needed.join(""));
    for (let turn = 0; turn < 42; turn++) {
      length = Math.floor((turn * last) / 41);
      const answer = await ask(url, format);
      const text = answer.bytes.toString();
      const whole = wholeEvents(events, length);
      expect(answer.statusCode).toBe(200);
      // Cohere's client throws for nothing that an event says.
      expect(answer.complete).toBe(format.name !== "cohere-chat");
      expect(text.startsWith(whole)).toBe(true);
      expect(text.slice(whole.length)).toMatch(format.failure);
    }
  });

  it("that is complete passes byte for byte, in any pieces", async () => {
    const stream = Buffer.from((await eventsOf(format)).join(""));
    let step = 1;
    const url = await startBefore(async (socket) => {
      socket.write(`${HEAD}content-length: ${stream.length}\r\n\r\n`);
      for (let at = 0; at < stream.length; at += step) {
        socket.write(stream.subarray(at, at + step));
        if (at % 5 === 0) await wait(0);
      }
      socket.end();
    });
    for (step of [1, 7, 100, stream.length]) {
      const { bytes, complete } = await ask(url, format);
      expect([complete, bytes.equals(stream)]).toEqual([true, true]);
    }
  });

  it("whose connection breaks behind its end is complete", async () => {
    const stream = Buffer.from((await eventsOf(format)).join(""));
    for (const [stop, end] of Object.entries(STOPS)) {
      const url = await startBefore((socket) => end(socket, stream));
      const answer = await ask(url, format);
      expect([stop, answer.complete, answer.bytes.toString()]).toEqual([stop, true, stream.toString()]);
    }
  });
});

describe("a stream that stops", () => {
  const [CHAT, RESPONSES, MESSAGES] = STREAM_FORMATS as [StreamFormat, StreamFormat, StreamFormat];

  async function stopping(format: StreamFormat, share = 0.5): Promise<string> {
    const stream = Buffer.from((await eventsOf(format)).join(""));
    return startBefore((socket) =>
      STOPS["an end of the connection"]?.(socket, stream.subarray(0, stream.length * share)),
    );
  }

  async function readAll(stream: AsyncIterable<unknown>): Promise<void> {
    for await (const _event of stream);
  }

  it("is an error to the OpenAI client, in both of its formats", async () => {
    const chat = new OpenAI({ apiKey: "none", baseURL: `${await stopping(CHAT)}/v1`, maxRetries: 0 });
    const asked = await chat.chat.completions.create(CHAT.body as never);
    await expect(readAll(asked as never)).rejects.toThrow(/before it was complete|broke the connection off/);
    const responses = new OpenAI({ apiKey: "none", baseURL: `${await stopping(RESPONSES)}/v1`, maxRetries: 0 });
    const stream = responses.responses.stream(RESPONSES.body as never);
    const final = await stream.finalResponse().catch((error: unknown) => error);
    expect(final instanceof Error || (final as { status: string }).status === "failed").toBe(true);
  });

  it("is an error to the Anthropic client", async () => {
    const client = new Anthropic({ apiKey: "none", baseURL: await stopping(MESSAGES), maxRetries: 0 });
    const stream = client.messages.stream(MESSAGES.body as never);
    await expect(stream.finalMessage()).rejects.toThrow(/before it was complete|broke the connection off/);
  });

  it("without the word that ends it, after its model has finished, is whole", async () => {
    const events = (await eventsOf(CHAT)).filter((event) => !event.includes("[DONE]"));
    const url = await startBefore((socket) =>
      STOPS["an end as if it were complete"]?.(socket, Buffer.from(events.join(""))),
    );
    expect((await ask(url, CHAT)).bytes.toString()).toBe(events.join(""));
  });

  it("with an error of the provider at its end passes as it is", async () => {
    const error = 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n';
    const begun = (await eventsOf(MESSAGES)).slice(0, 3).join("");
    const url = await startBefore((socket) => STOPS["an end of the connection"]?.(socket, Buffer.from(begun + error)));
    expect((await ask(url, MESSAGES)).bytes.toString()).toBe(begun + error);
  });

  it("in a format of its own is not mended", async () => {
    const foreign = "data: something\n\ndata: else\n\n";
    const complete = await startBefore((socket) =>
      STOPS["an end as if it were complete"]?.(socket, Buffer.from(foreign)),
    );
    expect((await ask(complete, CHAT)).bytes.toString()).toBe(foreign);
    const reset = await startBefore((socket) => STOPS["a reset"]?.(socket, Buffer.from(foreign)));
    const broken = await ask(reset, CHAT);
    expect([broken.complete, broken.bytes.toString()]).toEqual([false, foreign]);
  });
});
