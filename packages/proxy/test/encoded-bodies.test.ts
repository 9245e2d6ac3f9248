import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compressibleChat, plainChat } from "./support/bodies.js";
import { json, type ReceivedRequest } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { startPair } from "./support/start-pair.js";

const ENCODERS = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
} as const;

const OPTIMIZE = { profile: "lossless" } as const;

async function sent(body: Uint8Array, encoding: string | undefined, options: Record<string, unknown> = {}) {
  const { upstream, proxy } = await startPair((_request, response) => json(response, {}), {
    optimize: OPTIMIZE,
    ...options,
  });
  const headers = encoding === undefined ? {} : { "content-encoding": encoding };
  const answer = await send(`${proxy.url}/v1/chat/completions`, { body, headers });
  return { answer, received: upstream.requests[0] as ReceivedRequest };
}

describe("a body that is edited", () => {
  it("goes out smaller, with its new length", async () => {
    const body = compressibleChat();
    const { answer, received } = await sent(body, undefined);
    expect(received.body.length).toBeLessThan(body.length);
    expect(received.headers["content-length"]).toBe(String(received.body.length));
    expect(JSON.parse(received.body.toString()).model).toBe("gpt-5.5");
    const [before, after, saved] = ["before", "after", "saved"].map((name) =>
      Number(answer.headers[`x-headroom-tokens-${name}`]),
    );
    expect(saved).toBeGreaterThan(0);
    expect(before).toBe((after as number) + (saved as number));
    expect(answer.headers["x-headroom-transforms"]).toMatch(/./);
  });

  for (const [encoding, encode] of Object.entries(ENCODERS)) {
    it(`goes out decoded when it came in ${encoding}`, async () => {
      const plain = await sent(compressibleChat(), undefined);
      const { received } = await sent(encode(compressibleChat()), encoding.toUpperCase());
      expect(received.headers["content-encoding"]).toBeUndefined();
      expect(received.headers["content-length"]).toBe(String(received.body.length));
      expect(received.body.equals(plain.received.body)).toBe(true);
    });
  }
});

describe("a body that is not edited", () => {
  for (const [encoding, encode] of Object.entries(ENCODERS)) {
    it(`goes out as it came in ${encoding}`, async () => {
      const body = encode(plainChat());
      const { answer, received } = await sent(body, encoding);
      expect(received.headers["content-encoding"]).toBe(encoding);
      expect(received.body.equals(body)).toBe(true);
      expect(answer.headers["x-headroom-tokens-saved"]).toBe("0");
    });
  }

  it("goes out byte for byte whatever it is", async () => {
    for (const text of [
      "",
      "{",
      "[1,2]",
      '{"model":1}',
      "\ufeff{}",
      "\u0000",
      "nonsense",
      '{"messages":[{"role":"x"}]}',
    ]) {
      const body = Buffer.from(text);
      const { answer, received } = await sent(body, undefined);
      expect([text, answer.statusCode, received.body.equals(body)]).toEqual([text, 200, true]);
    }
    const invalid = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await sent(invalid, undefined)).received.body.equals(invalid)).toBe(true);
  });

  it("of an unknown encoding goes out as it came, with a warning", async () => {
    const body = gzipSync(compressibleChat());
    for (const encoding of ["snappy", "gzip, br", "constructor"]) {
      const { answer, received } = await sent(body, encoding);
      expect(received.headers["content-encoding"]).toBe(encoding);
      expect(received.body.equals(body)).toBe(true);
      expect(answer.headers["x-headroom-warning"]).toBe("unknown-content-encoding");
    }
  });

  it("that is not what its encoding says goes out as it came, with a warning", async () => {
    for (const encoding of Object.keys(ENCODERS)) {
      const body = compressibleChat();
      const { answer, received } = await sent(body, encoding);
      expect(received.body.equals(body)).toBe(true);
      expect(answer.headers["x-headroom-warning"]).toBe("undecodable-body");
    }
  });

  it("that would decode to more than the limit goes out as it came, with a warning", async () => {
    for (const [encoding, encode] of Object.entries(ENCODERS)) {
      const body = encode(Buffer.alloc(8 * 1024 * 1024));
      const { answer, received } = await sent(body, encoding, { maxBodyBytes: 1024 * 1024 });
      expect(received.body.equals(body)).toBe(true);
      expect([encoding, answer.headers["x-headroom-warning"]]).toEqual([encoding, "decoded-body-too-large"]);
    }
  });

  it("because optimization fails goes out as it came, with a warning", async () => {
    const broken = {
      name: "broken",
      plan() {
        throw new Error("canary");
      },
    };
    const failures: string[] = [];
    const onFailure = (code: string): void => void failures.push(code);
    const body = compressibleChat();
    for (const strict of [false, true]) {
      const { answer, received } = await sent(body, undefined, {
        optimize: { transforms: [broken], strict },
        onFailure,
      });
      expect([answer.statusCode, received.body.equals(body)]).toEqual([200, true]);
      expect(answer.headers["x-headroom-warning"]).toBe(strict ? "optimization-failed" : "transform-failed");
      expect(JSON.stringify(answer.rawHeaders)).not.toContain("canary");
    }
    expect(failures).toEqual(["optimization-failed"]);
  });

  it("in pass-through mode goes out as it came", async () => {
    const body = compressibleChat();
    const { answer, received } = await sent(body, undefined, { optimize: false });
    expect(received.body.equals(body)).toBe(true);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("x-headroom"))).toEqual([
      "x-headroom-request-id",
    ]);
  });
});

describe("a body over the limit", () => {
  const limit = { maxBodyBytes: 64 * 1024 };

  for (const framing of ["sized", "chunked"] as const) {
    it(`is passed on as it comes (${framing})`, async () => {
      const body = compressibleChat(2000);
      expect(body.length).toBeGreaterThan(limit.maxBodyBytes);
      const { upstream, proxy } = await startPair((_request, response) => json(response, {}), {
        optimize: OPTIMIZE,
        ...limit,
      });
      const headers = framing === "sized" ? {} : { "transfer-encoding": "chunked" };
      const answer = await send(`${proxy.url}/v1/chat/completions`, { body, headers });
      const received = upstream.requests[0] as ReceivedRequest;
      expect(received.body.equals(body)).toBe(true);
      expect(received.headers["content-length"]).toBe(framing === "sized" ? String(body.length) : undefined);
      expect(answer.headers["x-headroom-warning"]).toBe("body-too-large");
    });

    it(`is refused in the provider's form where that is asked for (${framing})`, async () => {
      const body = compressibleChat(2000);
      const { upstream, proxy } = await startPair((_request, response) => json(response, {}), {
        optimize: OPTIMIZE,
        overLimit: "reject",
        ...limit,
      });
      const headers = framing === "sized" ? {} : { "transfer-encoding": "chunked" };
      const answer = await send(`${proxy.url}/v1/messages`, { body, headers });
      expect([answer.statusCode, answer.headers.connection]).toEqual([413, "close"]);
      expect(JSON.parse(answer.bytes.toString()).error.type).toBe("request_too_large");
      expect(upstream.requests).toEqual([]);
    });
  }
});
