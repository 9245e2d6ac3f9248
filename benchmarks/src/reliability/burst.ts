import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { ask, chat } from "./send.ts";
import { ANSWER, startUpstream } from "./upstream.ts";

/** Many clients at once with 150 KB each. */
export async function measureBurst(connections: number): Promise<Outcome> {
  const upstream = await startUpstream((response) => response.end(ANSWER));
  const proxy = await startProxy(upstream.url, "--no-optimize");
  const body = chat(150 * 1024);
  await Promise.all(Array.from({ length: 10 }, () => ask(proxy.url, body)));
  const idle = await proxy.memory();
  await proxy.peak();
  const statuses = await Promise.all(Array.from({ length: connections }, () => ask(proxy.url, body)));
  const peak = (await proxy.peak()) / 2 ** 20;
  await new Promise((resolve) => setTimeout(resolve, 8000));
  const after = await proxy.memory();
  await proxy.stop();
  upstream.close();
  const failed = statuses.filter((status) => status !== "200").length;
  const heap = after.heapUsed / idle.heapUsed;
  return {
    found: `${connections} connections, ${failed} failed; peak ${peak.toFixed(0)} MB, heap afterwards ${heap.toFixed(2)} x that before`,
    passes: failed === 0 && peak <= 492 && heap <= 1.1,
  };
}
