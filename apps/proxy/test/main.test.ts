import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { startMain } from "./support/start-main.js";

/** `headroom proxy` in front of a provider that begins an answer and ends it when `finish` is called. */
async function startStreaming() {
  let answer: ServerResponse | undefined;
  const provider = createServer((_incoming, response) => {
    answer = response;
    response.write("first ");
  }).listen(0, "127.0.0.1");
  await once(provider, "listening");
  const upstream = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const child = startMain(["proxy", "--no-optimize", "--port", "0", "--upstream", upstream]);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const url = /http:\/\/\S+/.exec(line)?.[0] as string;
  const stream = (await fetch(`${url}/v1/messages`, { method: "POST", body: "{}" })).body as ReadableStream<Uint8Array>;
  return { child, url, stream, finish: () => answer?.end("last"), provider };
}

describe("the process", () => {
  it("ends with the code of its command", async () => {
    const child = startMain(["no-such-command"]);
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk;
    });
    const [code] = await once(child, "close");
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^headroom: [^\n]+\n$/)]);
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`lets a stream end after ${signal}, then ends with 0`, async () => {
      const { child, url, stream, finish, provider } = await startStreaming();
      const closed = once(child, "close");
      child.kill(signal);
      await refusedBy(url);
      finish();
      expect(await new Response(stream).text()).toBe("first last");
      expect(await closed).toEqual([0, null]);
      provider.close();
    });
  }

  it("lets 100 streams end after SIGTERM", async () => {
    const answers: ServerResponse[] = [];
    const provider = createServer((_incoming, response) => {
      answers.push(response);
      response.write("first ");
    }).listen(0, "127.0.0.1");
    await once(provider, "listening");
    const upstream = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const child = startMain(["proxy", "--no-optimize", "--port", "0", "--upstream", upstream]);
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const url = /http:\/\/\S+/.exec(line)?.[0] as string;
    const streams = await Promise.all(
      Array.from({ length: 100 }, () => fetch(`${url}/v1/messages`, { method: "POST", body: "{}" })),
    );
    const closed = once(child, "close");
    child.kill("SIGTERM");
    await refusedBy(url);
    for (const answer of answers) answer.end("last");
    const texts = await Promise.all(streams.map((stream) => stream.text()));
    expect(new Set(texts)).toEqual(new Set(["first last"]));
    expect([texts.length, await closed]).toEqual([100, [0, null]]);
    provider.close();
  });

  it("ends at once after the second signal", async () => {
    const { child, url, stream, provider } = await startStreaming();
    const closed = once(child, "close");
    child.kill("SIGTERM");
    await refusedBy(url);
    child.kill("SIGTERM");
    expect(await closed).toEqual([143, null]);
    await expect(new Response(stream).text()).rejects.toThrow();
    provider.closeAllConnections();
    provider.close();
  });

  it("that waits for input ends at the first signal", async () => {
    const child = startMain(["optimize", "-", "--jsonl", "--store", ":memory:"]);
    const closed = once(child, "close");
    child.stdin.write('{"id": 1, "body": {"model": "gpt-5.5", "messages": []}}\n');
    await once(createInterface({ input: child.stdout }), "line");
    child.kill("SIGINT");
    expect(await closed).toEqual([130, null]);
  });
});

/** Resolves when nothing accepts connections at `url` any more. */
async function refusedBy(url: string): Promise<void> {
  for (;;) {
    const refused = await fetch(`${url}/health`, { headers: { connection: "close" } }).then(
      () => false,
      () => true,
    );
    if (refused) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
