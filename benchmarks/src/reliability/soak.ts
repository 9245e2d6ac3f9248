import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { ask, begin, chat } from "./send.ts";
import { ANSWER, DONE, EVENT, startUpstream } from "./upstream.ts";

const JUDGED_FROM_MINUTES = 2;
/** So many more requests may be running at one moment than at another. */
const MORE_BY_CHANCE = 50;

/** Heap after garbage collection while clients send, one in ten leaves, and one answer in twenty breaks off. */
export async function measureSoak(minutes: number): Promise<Outcome> {
  let count = 0;
  const upstream = await startUpstream((response) => {
    count += 1;
    if (count % 2 === 0) {
      response.end(ANSWER);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (let event = 0; event < 10; event++) response.write(EVENT);
    if (count % 20 === 1) response.destroy();
    else response.end(DONE);
  });
  const proxy = await startProxy(upstream.url, "--cache", "--rpm", "1000000");
  const until = performance.now() + minutes * 60_000;
  const heaps: Array<readonly [minute: number, megabytes: number]> = [];
  const resources: number[] = [];
  let requests = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      requests += 1;
      // Models and bodies differ, so that nothing may be kept of each.
      const body = chat(1000 + (requests % 50) * 100).replace("gpt-5.5", `gpt-${requests}`);
      if (requests % 10 === 0) await leave(proxy.url, body);
      else await ask(proxy.url, body);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const sampler = setInterval(
    () => {
      void proxy.memory().then((memory) => {
        heaps.push([performance.now() / 60_000, memory.heapUsed / 2 ** 20]);
        resources.push(memory.resources);
      });
    },
    (minutes * 60_000) / 40,
  );
  await Promise.all(Array.from({ length: 8 }, client));
  clearInterval(sampler);
  await proxy.stop();
  upstream.close();
  // Caches fill at first.
  const settled = heaps.slice(heaps.length >> 1);
  const slope = slopeOf(settled) * 10;
  const last = settled.at(-1)?.[1] ?? Number.NaN;
  const [half = 0, end = 0] = [resources[resources.length >> 1], resources.at(-1)];
  return {
    found: `${requests} requests in ${minutes} minutes; heap ${last.toFixed(1)} MB at the end, ${slope >= 0 ? "+" : ""}${slope.toFixed(2)} MB in 10 minutes over the second half; ${half} open resources at half time, ${end} at the end`,
    // In less time, what fills at first is taken for growth.
    passes: (slope < 1 && end <= half + MORE_BY_CHANCE) || minutes < JUDGED_FROM_MINUTES,
  };
}

async function leave(url: string, body: string): Promise<void> {
  const begun = await begin(url, body).catch(() => undefined);
  begun?.answer.on("error", () => {});
  begun?.outgoing.destroy();
}

/** By least squares. */
function slopeOf(points: ReadonlyArray<readonly [number, number]>): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
