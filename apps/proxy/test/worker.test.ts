import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { longChat, startProvider, startProxy } from "./support/running-proxy.js";
import { startMain } from "./support/start-main.js";

/** A proxy in a process of its own, and what its provider got. */
async function startProcess(argv: readonly string[], env: Record<string, string> = {}) {
  const provider = await startProvider("{}");
  const options = ["proxy", "--port", "0", "--store", ":memory:", "--upstream", provider.url, ...argv];
  const child = startMain(options, { env: { PATH: process.env.PATH, ...env } });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk;
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const url = /http:\/\/\S+/.exec(line)?.[0] as string;
  const ask = (body: string) => fetch(`${url}/v1/chat/completions`, { method: "POST", body });
  return { url, ask, provider, child, errors: () => errors };
}

describe("a body in the worker", () => {
  it("comes out as it does in the main thread, and its originals can be fetched", async () => {
    const bodies: string[] = [];
    for (const from of ["1", "0"]) {
      const { url, ask, provider, errors } = await startProcess(["--worker-from", from]);
      const answer = await ask(longChat());
      expect([answer.status, errors()]).toEqual([200, ""]);
      const sent = String(provider.bodies[0]);
      const [, handle] = new RegExp(`curl -s ${url}/v1/retrieve/([0-9a-f]{12})`).exec(sent) ?? [];
      const original = JSON.parse(longChat()).messages[2].content;
      expect(await (await fetch(`${url}/v1/retrieve/${handle}`)).text()).toBe(original);
      // The address of the proxy stands in it, and a sum over that.
      bodies.push(sent.replaceAll(url, "http://proxy").replace(/sum=\\"\w+/, ""));
    }
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies[0]?.length).toBeLessThan(longChat().length / 2);
  });

  it("keeps nobody else waiting", async () => {
    const { url, ask } = await startProcess(["--worker-from", "256"]);
    // The first one starts the thread.
    await ask(longChat().replace("Which", `${"x".repeat(300_000)} Which`));
    const rows = Array.from({ length: 60_000 }, (_, row) => ({ row, text: `line ${(row * 7919) % 60_013} of many` }));
    const body = JSON.parse(longChat());
    body.messages[2].content = JSON.stringify(rows);
    let over = false;
    const long = ask(JSON.stringify(body)).then(() => {
      over = true;
    });
    let answered = 0;
    while (!over) {
      await fetch(`${url}/health/live`);
      if (!over) answered += 1;
    }
    await long;
    expect(answered).toBeGreaterThan(20);
  });

  it("goes out as it came when the worker takes too long or dies, and the next one is served", async () => {
    const provider = await startProvider("{}");
    const { url, running } = await startProxy(
      ["--store", ":memory:", "--upstream", provider.url, "--worker-from", "1"],
      {
        workerUrl: "data:text/javascript,process.exit(1)",
      },
    );
    for (let turn = 0; turn < 2; turn++) {
      const answer = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: longChat() });
      expect([answer.status, answer.headers.get("x-headroom-warning")]).toEqual([200, "optimization-failed"]);
    }
    expect(provider.bodies.map(String)).toEqual([longChat(), longChat()]);
    running.stop();
    const slow = await startProxy(["--store", ":memory:", "--upstream", provider.url, "--worker-from", "1"], {
      workerUrl: "data:text/javascript,setInterval(() => {}, 1000)",
      env: { HEADROOM_WORKER_LIMIT: "1" },
    });
    const answer = await fetch(`${slow.url}/v1/chat/completions`, { method: "POST", body: longChat() });
    expect([answer.status, answer.headers.get("x-headroom-warning")]).toEqual([200, "optimization-failed"]);
  });
});
