import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { begin, chat } from "./send.ts";
import { EVENT, startUpstream } from "./upstream.ts";

/** How long it takes until the upstream notices that a client has left its stream. */
export async function measureAborts(count: number): Promise<Outcome> {
  let left: (at: number) => void = () => {};
  let open = 0;
  const upstream = await startUpstream((response) => {
    open += 1;
    response.once("close", () => {
      open -= 1;
      left(performance.now());
    });
    response.writeHead(200, { "content-type": "text/event-stream" }).write(EVENT);
  });
  const proxy = await startProxy(upstream.url);
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const noticed = new Promise<number>((resolve) => {
      left = resolve;
    });
    const { outgoing, answer } = await begin(proxy.url, chat(200));
    await new Promise((resolve) => answer.once("data", resolve));
    const gone = performance.now();
    answer.on("error", () => {});
    outgoing.destroy();
    times.push((await noticed) - gone);
  }
  await proxy.stop();
  upstream.close();
  times.sort((a, b) => a - b);
  const [median, p99] = [0.5, 0.99].map((share) => times[Math.floor(share * (times.length - 1))] as number);
  return {
    found: `of ${count} clients that left, the upstream heard after ${median?.toFixed(1)} ms (median), ${p99?.toFixed(1)} ms (p99); ${open} calls left open`,
    passes: (p99 ?? Infinity) <= 50 && open === 0,
  };
}
