import { type IncomingMessage, request } from "node:http";
import { describe, expect, it } from "vitest";
import { createUndiciTransport, type UndiciTransportOptions } from "../src/index.js";
import { startRawUpstream } from "./support/raw-upstream.js";
import { eventsOf, STREAM_FORMATS } from "./support/sandbox-streams.js";
import { json, pause, type Script } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startEvents } from "./support/sse.js";
import { startPair } from "./support/start-pair.js";

function startWith(clocks: UndiciTransportOptions, script: Script) {
  return startPair(script, { transport: createUndiciTransport(clocks) });
}

function ask(url: string, body = "{}") {
  return send(`${url}/v1/messages`, { body });
}

describe("a provider that takes too long", () => {
  it("to shake hands is a 504", async () => {
    const silent = (await startRawUpstream(() => {})).replace("http:", "https:");
    const transport = createUndiciTransport({ connectTimeoutMs: 200 });
    const { proxy } = await startPair(() => {}, { transport, upstreams: { anthropic: silent } });
    const answer = await ask(proxy.url);
    expect(answer.statusCode).toBe(504);
    expect(answer.bytes.toString()).toContain("did not accept a connection in time");
  });

  it("to begin its answer is a 504, and its call is over", async () => {
    const { upstream, proxy } = await startWith({ firstByteTimeoutMs: 100, idleTimeoutMs: 1 }, () => {});
    const answer = await ask(proxy.url);
    expect([answer.statusCode, answer.headers["x-headroom-error-source"]]).toEqual([504, "upstream"]);
    expect(JSON.parse(answer.bytes.toString())).toMatchObject({ type: "error", error: { type: "timeout_error" } });
    await (await upstream.received()).brokenOff;
  });

  it.each(STREAM_FORMATS)("between the events of $name is the error of that format", async (format) => {
    const events = await eventsOf(format);
    for (const sent of [0, 2]) {
      const { upstream, proxy } = await startWith({ idleTimeoutMs: 100 }, (_request, response) => {
        startEvents(response);
        response.flushHeaders();
        for (const event of events.slice(0, sent)) response.write(event);
      });
      const answer = await send(proxy.url + format.path, { body: JSON.stringify(format.body), mayBreak: true });
      const begun = events.slice(0, sent).join("");
      const text = answer.bytes.toString();
      expect([answer.statusCode, text.slice(0, begun.length)]).toEqual([200, begun]);
      expect(text.slice(begun.length)).toMatch(/fell silent/);
      await (await upstream.received()).brokenOff;
    }
  });

  it("inside an answer that is no stream leaves no clean end", async () => {
    const { proxy } = await startWith({ idleTimeoutMs: 100 }, (_request, response) => {
      response.writeHead(200, { "content-length": 10 }).write("{");
    });
    await expect(ask(proxy.url)).rejects.toThrow();
  });

  it("in all is the format's error, however lively it is", async () => {
    const { proxy } = await startWith({ requestTimeoutMs: 150, idleTimeoutMs: 100 }, async (_request, response) => {
      startEvents(response);
      for (; !response.destroyed; await pause(10)) response.write('event: ping\ndata: {"type":"ping"}\n\n');
    });
    expect((await ask(proxy.url)).bytes.toString()).toMatch(/event: ping.*event: error\n.*took longer than it may/s);
  });
});

describe("a provider that takes its time", () => {
  it("is waited for as long as something comes", async () => {
    const { proxy } = await startWith({ firstByteTimeoutMs: 300, idleTimeoutMs: 300 }, async (_request, response) => {
      startEvents(response);
      for (let event = 0; event < 12; event++) {
        response.write(": still here\n\n");
        await pause(50);
      }
      response.end('event: message_stop\ndata: {"type":"message_stop"}\n\n');
    });
    expect((await ask(proxy.url)).bytes.toString()).toMatch(/message_stop"\}\n\n$/);
  });

  it("is not blamed for a client that does not read", async () => {
    const size = 20 * 1024 * 1024;
    const { proxy } = await startWith({ idleTimeoutMs: 200 }, (_request, response) => {
      response.writeHead(200, { "content-length": size }).end(Buffer.alloc(size));
    });
    const answer = await new Promise<IncomingMessage>((resolve) => {
      request(`${proxy.url}/v1/files`, resolve).end();
    });
    answer.pause();
    await pause(600);
    let received = 0;
    for await (const chunk of answer) received += chunk.length;
    expect(received).toBe(size);
  });

  it("is given the time that a slow upload takes", async () => {
    const { proxy } = await startWith({ firstByteTimeoutMs: 200 }, (received, response) =>
      json(response, { size: received.body.length }),
    );
    const answer = new Promise<IncomingMessage>((resolve) => {
      const outgoing = request(`${proxy.url}/v1/files`, { method: "POST" }, resolve);
      void (async () => {
        for (let piece = 0; piece < 10; piece++) {
          outgoing.write("x");
          await pause(60);
        }
        outgoing.end();
      })();
    });
    expect((await answer).statusCode).toBe(200);
  });
});
