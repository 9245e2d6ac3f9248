import { createSandbox, serveSandbox } from "@headroom/proxy/sandbox";
import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { Agent, ask, chat } from "./send.ts";

/** Requests with waits between them, before an upstream that closes connections about when the next request comes. */
export async function measureIdleCloses(requests: number): Promise<Outcome> {
  let asked = 0;
  const sandbox = createSandbox({ script: () => ({ text: "ok", calls: [] }) });
  const fetch = (request: Request) => {
    asked += 1;
    return sandbox.fetch(request);
  };
  const upstream = await serveSandbox({ fetch }, { closeIdleAfterMs: 3 });
  const proxy = await startProxy(upstream.url, "--no-optimize");
  const agent = new Agent({ keepAlive: true });
  const body = chat(200);
  let failures = 0;
  const client = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) {
      if ((await ask(proxy.url, body, agent)) !== "200") failures += 1;
      await new Promise((resolve) => setTimeout(resolve, turn % 5));
    }
  };
  await Promise.all(Array.from({ length: 8 }, () => client(Math.ceil(requests / 8))));
  agent.destroy();
  await proxy.stop();
  await upstream.close();
  const sent = 8 * Math.ceil(requests / 8);
  return {
    found: `${failures} of ${sent} requests failed visibly, the upstream served ${asked}`,
    passes: failures === 0 && asked === sent,
  };
}
