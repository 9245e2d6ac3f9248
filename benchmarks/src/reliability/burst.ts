import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { ask, chat } from "./send.ts";
import { ANSWER, startUpstream } from "./upstream.ts";

/** How long the upstream keeps connections that nobody uses. */
const KEPT_MS = 12_000;

/** Many clients at once with 150 KB each: their memory, and what is left of it, also when their connections are closed. */
export async function measureBurst(connections: number): Promise<Outcome> {
  const upstream = await startUpstream((response) => response.end(ANSWER), KEPT_MS);
  const proxy = await startProxy(upstream.url, "--no-optimize");
  const body = chat(150 * 1024);
  await Promise.all(Array.from({ length: 10 }, () => ask(proxy.url, body)));
  const idle = await proxy.memory();
  await proxy.peak();
  const statuses = await Promise.all(Array.from({ length: connections }, () => ask(proxy.url, body)));
  const peak = (await proxy.peak()) / 2 ** 20;
  const kept = await proxy.memory();
  await new Promise((resolve) => setTimeout(resolve, KEPT_MS + 2000));
  const after = await proxy.memory();
  await proxy.stop();
  upstream.close();
  const failed = statuses.filter((status) => status !== "200").length;
  const [beside, heap] = [kept, after].map(({ heapUsed }) => heapUsed / idle.heapUsed) as [number, number];
  return {
    found: `${connections} connections, ${failed} failed; peak ${peak.toFixed(0)} MB, heap afterwards ${heap.toFixed(2)} x that before, ${beside.toFixed(2)} x while their connections to the upstream are kept`,
    passes: failed === 0 && peak <= 492 && heap <= 1.1,
  };
}
