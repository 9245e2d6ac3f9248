import { once } from "node:events";
import { connect, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { answeredWithin } from "./answered-within.js";

describe("an answer", () => {
  it("is waited for as long as it may take", async () => {
    await expect(answeredWithin(10, new Promise(() => {}))).rejects.toThrow("no answer within 10 ms");
    await expect(answeredWithin(60_000, Promise.resolve("it"))).resolves.toBe("it");
    await expect(answeredWithin(60_000, Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  });

  it("counts that arrived while this process was busy", async () => {
    const server = createServer((client) => void client.write("hello")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
    await once(socket, "connect");
    const greeting = answeredWithin(50, once(socket, "data"));
    // Until long after the wait is over nothing else runs here.
    for (const until = Date.now() + 300; Date.now() < until; );
    expect(String(await greeting)).toBe("hello");
    socket.destroy();
    server.close();
  });
});
