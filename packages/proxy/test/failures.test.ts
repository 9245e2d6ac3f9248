import { once } from "node:events";
import { request } from "node:http";
import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createUndiciTransport } from "../src/index.js";
import { rawRequest } from "./support/raw-request.js";
import { startRawUpstream } from "./support/raw-upstream.js";
import { json, pause } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

/** What is listened to by nobody: a port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The proxy in front of a raw upstream. */
async function startBefore(url: string): Promise<string> {
  const { proxy } = await startPair(() => {}, { upstreams: { openai: url, anthropic: url } });
  return proxy.url;
}

describe("an upstream that cannot be reached", () => {
  it("is a 502 in the provider's form that says what to do", async () => {
    const url = await startBefore(`http://127.0.0.1:${await freePort()}`);
    const anthropic = await send(`${url}/v1/messages`, { body: "{}", headers: { "x-api-key": "canary-key" } });
    expect([anthropic.statusCode, anthropic.headers["x-headroom-error-source"]]).toEqual([502, "upstream"]);
    expect(JSON.parse(anthropic.bytes.toString())).toEqual({
      type: "error",
      error: { type: "api_error", message: expect.stringMatching(/Nothing accepts connections at .*--upstream/) },
    });
    expect(anthropic.bytes.toString()).not.toContain("canary");
    const openai = await send(`${url}/v1/chat/completions`, { body: "{}" });
    expect(openai.statusCode).toBe(502);
    expect(JSON.parse(openai.bytes.toString())).toEqual({
      error: {
        message: expect.stringContaining("127.0.0.1"),
        type: "api_error",
        param: null,
        code: "upstream_unreachable",
      },
    });
  });

  it("is a 502 without a body for HEAD", async () => {
    const url = await startBefore(`http://127.0.0.1:${await freePort()}`);
    const answer = await send(`${url}/v1/models`, { method: "HEAD" });
    expect([answer.statusCode, answer.bytes.length]).toEqual([502, 0]);
  });

  it("is a 502 when its name does not exist", async () => {
    const url = await startBefore("http://no-such-host.invalid");
    const answer = await send(`${url}/v1/messages`, { body: "{}" });
    expect(answer.statusCode).toBe(502);
    expect(answer.bytes.toString()).toContain("no-such-host.invalid");
  });

  it("is a 502 when it ends the connection instead of answering, or speaks no HTTP", async () => {
    for (const answer of [
      (socket: Socket) => socket.end(),
      (socket: Socket) => socket.resetAndDestroy(),
      (socket: Socket) => socket.end("nonsense\r\n\r\n"),
    ]) {
      const url = await startBefore(await startRawUpstream(answer));
      expect((await send(`${url}/v1/messages`, { body: "{}" })).statusCode).toBe(502);
    }
  });

  it("is a 504 when it does not answer in time", async () => {
    const transport = createUndiciTransport({ firstByteTimeoutMs: 100 });
    const { upstream, proxy } = await startPair(() => {}, { transport });
    const answer = await send(`${proxy.url}/v1/messages`, { body: "{}" });
    expect(answer.statusCode).toBe(504);
    expect(JSON.parse(answer.bytes.toString()).error.type).toBe("timeout_error");
    await (await upstream.received()).brokenOff;
  });
});

describe("an upstream that dies inside its answer", () => {
  const event = "data: x\n\n";
  const chunk = `${event.length.toString(16)}\r\n${event}\r\n`;
  const heads = {
    chunked: `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`,
    "chunked and closing": `HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`,
    sized: `HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n${event}`,
    "sized and closing": `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 99\r\n\r\n${event}`,
    "ended by its connection": `HTTP/1.1 200 OK\r\n\r\n${event}`,
  };
  for (const [name, head] of Object.entries(heads)) {
    it(`by a reset leaves no clean end (${name})`, async () => {
      const url = await startBefore(
        await startRawUpstream((socket) => {
          socket.write(head);
          setTimeout(() => socket.resetAndDestroy(), 20);
        }),
      );
      await expect(send(`${url}/v1/messages`, { body: "{}" })).rejects.toThrow();
    });
    if (name === "ended by its connection") continue;
    it(`by an end leaves no clean end (${name})`, async () => {
      const url = await startBefore(await startRawUpstream((socket) => socket.end(head)));
      await expect(send(`${url}/v1/messages`, { body: "{}" })).rejects.toThrow();
    });
  }

  it("leaves no clean end to a client of HTTP/1.0 either", async () => {
    const url = await startBefore(
      await startRawUpstream((socket) => {
        socket.write(heads.chunked);
        setTimeout(() => socket.resetAndDestroy(), 20);
      }),
    );
    const answer = await rawRequest(
      url,
      "POST /v1/messages HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}",
    );
    expect(answer.head).toMatch(/^HTTP\/1.1 200 OK/);
    expect(answer.reset).toBe(true);
  });

  it("leaves the proxy serving", async () => {
    let broken = true;
    const { proxy } = await startPair((_request, response) => {
      response.writeHead(200).write("x");
      if (broken) setTimeout(() => response.destroy(), 5);
      else response.end();
    });
    for (let turn = 0; turn < 20; turn++) {
      await expect(send(`${proxy.url}/v1/messages`, { body: "{}" })).rejects.toThrow();
    }
    broken = false;
    expect((await send(`${proxy.url}/v1/messages`, { body: "{}" })).bytes.toString()).toBe("x");
  });
});

describe("an upstream that closes connections it takes for unused", () => {
  /** Answers once on each connection and closes it when the next request arrives, unread. */
  async function startStale(): Promise<{
    readonly url: string;
    readonly answered: () => number;
    readonly cut: () => number;
  }> {
    let answered = 0;
    let cut = 0;
    const url = await startRawUpstream((socket) => {
      answered += 1;
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
      socket.once("data", () => {
        cut += 1;
        if (cut % 2 === 0) socket.resetAndDestroy();
        else socket.end();
      });
    });
    return { url, answered: () => answered, cut: () => cut };
  }

  it("is asked again on a new one, once", async () => {
    const { url, answered, cut } = await startStale();
    const proxyUrl = await startBefore(url);
    for (let turn = 0; turn < 21; turn++) {
      expect((await send(`${proxyUrl}/v1/messages`, { body: "{}" })).bytes.toString()).toBe("{}");
      expect((await send(`${proxyUrl}/v1/models`, { method: "GET" })).bytes.toString()).toBe("{}");
    }
    expect([answered(), cut()]).toEqual([42, 21]);
  });

  it("is not asked again when part of an answer has come, or the body cannot be sent again", async () => {
    let connections = 0;
    const url = await startRawUpstream((socket) => {
      connections += 1;
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
      socket.once("data", () => socket.end("HTTP/1.1 200"));
    });
    const proxyUrl = await startBefore(url);
    await send(`${proxyUrl}/v1/messages`, { body: "{}" });
    expect((await send(`${proxyUrl}/v1/messages`, { body: "{}" })).statusCode).toBe(502);
    expect(connections).toBe(1);

    const stale = await startStale();
    const streamed = { body: "{}", headers: { "transfer-encoding": "chunked" } };
    const other = await startBefore(stale.url);
    await send(`${other}/v1/messages`, { body: "{}" });
    expect((await send(`${other}/v1/files`, streamed)).statusCode).toBe(502);
    expect(stale.answered()).toBe(1);
  });

  it("is asked again on a new connection also while it keeps others", async () => {
    const { url, answered, cut } = await startStale();
    const proxyUrl = await startBefore(url);
    const turn = () => send(`${proxyUrl}/v1/messages`, { body: "{}" });
    await Promise.all([turn(), turn()]);
    expect([answered(), cut()]).toEqual([2, 0]);
    expect((await turn()).statusCode).toBe(200);
    expect([answered(), cut()]).toEqual([3, 1]);
  });

  it("that dies on every request is not asked for ever", async () => {
    let requests = 0;
    const url = await startRawUpstream((socket) => {
      requests += 1;
      if (requests > 1) socket.resetAndDestroy();
      else {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
        socket.once("data", () => socket.resetAndDestroy());
      }
    });
    const proxyUrl = await startBefore(url);
    await send(`${proxyUrl}/v1/messages`, { body: "{}" });
    expect((await send(`${proxyUrl}/v1/messages`, { body: "{}" })).statusCode).toBe(502);
    expect(requests).toBe(2);
  });
});

describe("an upstream that answers before the body has arrived", () => {
  it("is heard, whatever the client does then", async () => {
    const { proxy } = await startPair(() => {}, {
      onHead: (_incoming, response) => json(response, { error: "too large" }, 413),
    });
    for (let turn = 0; turn < 5; turn++) {
      const outgoing = request(`${proxy.url}/v1/files`, { method: "POST" }).on("error", () => {});
      outgoing.write(Buffer.alloc(100_000));
      const [answer] = await once(outgoing, "response");
      expect(answer.statusCode).toBe(413);
      outgoing.destroy();
    }
    await pause(50);
    expect((await send(`${proxy.url}/health`, { method: "GET" })).statusCode).toBe(200);
  });
});

describe("an upstream that dies while the body is on its way to it", () => {
  it("is a 502 to the client that still sends", async () => {
    const url = await startBefore(await startRawUpstream((socket) => socket.resetAndDestroy()));
    const outgoing = request(`${url}/v1/files`, { method: "POST" });
    outgoing.write(Buffer.alloc(300_000));
    const sending = setInterval(() => outgoing.write(Buffer.alloc(1000)), 5);
    const [answer] = await once(outgoing, "response");
    clearInterval(sending);
    expect(answer.statusCode).toBe(502);
    outgoing.on("error", () => {}).destroy();
  });
});

describe("an upstream that ends its answer with the connection", () => {
  it("is read to the end", async () => {
    const url = await startBefore(
      await startRawUpstream((socket) => socket.end("HTTP/1.0 200 OK\r\nx-a: 1\r\n\r\nall")),
    );
    const answer = await send(`${url}/v1/messages`, { body: "{}" });
    expect([answer.statusCode, answer.headers["x-a"], answer.bytes.toString()]).toEqual([200, "1", "all"]);
  });
});

describe("a client that leaves", () => {
  it("before the upstream answers ends the upstream's call", async () => {
    const { upstream, proxy } = await startPair(() => {});
    const leaving = request(`${proxy.url}/v1/messages`, { method: "POST" }).on("error", () => {});
    leaving.end("{}");
    const received = await upstream.received();
    leaving.destroy();
    await received.brokenOff;
  });

  it("inside a stream ends the upstream's call", async () => {
    const { upstream, proxy } = await startPair((_request, response) => {
      response.writeHead(200).write("data: 1\n\n");
    });
    const leaving = request(`${proxy.url}/v1/chat/completions`, { method: "POST" }, (answer) => {
      answer.once("data", () => answer.destroy());
    });
    leaving.on("error", () => {}).end("{}");
    await (await upstream.received()).brokenOff;
  });

  it("inside its own body ends the upstream's call", async () => {
    const heads: Array<Promise<void>> = [];
    const { proxy } = await startPair(() => {}, {
      onHead: (incoming) => {
        heads.push(new Promise((resolve) => incoming.once("error", () => resolve())));
        incoming.resume();
        incoming.once("data", () => leaving.destroy());
      },
    });
    const leaving = request(`${proxy.url}/v1/files`, { method: "POST" }).on("error", () => {});
    leaving.write("some of it");
    while (heads.length === 0) await pause();
    await heads[0];
  });

  it("before its body is complete never reaches the upstream of an optimized route", async () => {
    const { upstream, proxy } = await startPair((_request, response) => json(response, {}), {
      optimize: {},
    });
    const leaving = request(`${proxy.url}/v1/messages`, { method: "POST", headers: { "content-length": "100" } });
    leaving.on("error", () => {}).write('{"model":');
    await pause(30);
    leaving.destroy();
    await send(`${proxy.url}/v1/messages`, { body: "{}" });
    expect(upstream.requests.map(({ body }) => body.toString())).toEqual(["{}"]);
  });

  it("frees the connections of 200 streams", async () => {
    const { upstream, proxy } = await startPair((_request, response) => {
      response.writeHead(200).write("x");
    });
    const gone: Array<Promise<void>> = [];
    for (let turn = 0; turn < 200; turn++) {
      const leaving = request(`${proxy.url}/v1/messages`, { method: "POST", agent: false }, (answer) => {
        answer.once("data", () => answer.destroy());
      });
      leaving.on("error", () => {}).end("{}");
      gone.push(upstream.received(turn).then(({ brokenOff }) => brokenOff));
    }
    await Promise.all(gone);
  });
});
