import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { ask, begin, chat } from "./send.ts";
import { ANSWER, DONE, startUpstream } from "./upstream.ts";

const EVENTS = 400;

/** How late the events of a stream come while conversations of 2 MB are made smaller beside it. */
export async function measureLongBodies(): Promise<Outcome> {
  const upstream = await startUpstream((response, incoming) => {
    if (Number(incoming.headers["content-length"]) > 10_000) {
      response.end(ANSWER);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    let sent = 0;
    const timer = setInterval(() => {
      const at = performance.timeOrigin + performance.now();
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "x" } }], at })}\n\n`);
      if (++sent < EVENTS) return;
      clearInterval(timer);
      response.end(DONE);
    }, 10);
  });
  const proxy = await startProxy(upstream.url);
  const long = conversation();
  await ask(proxy.url, long);
  const idle = await lags(proxy.url);
  let over = false;
  let optimized = 0;
  const busy = (async () => {
    while (!over) {
      await ask(proxy.url, long.replace("Which", `Which ${optimized}`));
      optimized += 1;
    }
  })();
  const loaded = await lags(proxy.url);
  over = true;
  await busy;
  await proxy.stop();
  upstream.close();
  const [before, beside] = [p99(idle), p99(loaded)];
  return {
    found: `events came ${beside.toFixed(1)} ms late (p99) beside ${optimized} bodies of ${(long.length / 1e6).toFixed(1)} MB, ${before.toFixed(1)} ms without them`,
    passes: beside - before <= 20,
  };
}

/** A conversation with tool outputs of about 2 MB. */
function conversation(): string {
  const messages: unknown[] = [{ role: "user", content: "Which orders failed?" }];
  for (let call = 0; call < 20; call++) {
    const rows = Array.from({ length: 1000 }, (_, row) => ({
      order: call * 1000 + row,
      customer: `customer ${(row * 37) % 101}`,
      status: row % 97 === 41 ? "failed" : "delivered",
      cents: 1000 + ((row * 7919) % 5000),
    }));
    const id = `call_${call}`;
    const tool = { id, type: "function", function: { name: "list_orders", arguments: "{}" } };
    messages.push({ role: "assistant", content: null, tool_calls: [tool] });
    messages.push({ role: "tool", tool_call_id: id, content: JSON.stringify(rows, null, 1) });
  }
  return JSON.stringify({ model: "gpt-5.5", messages });
}

async function lags(url: string): Promise<readonly number[]> {
  const { answer } = await begin(url, chat(200));
  const found: number[] = [];
  for await (const chunk of answer) {
    const now = performance.timeOrigin + performance.now();
    for (const [, at] of String(chunk).matchAll(/"at":([\d.]+)/g)) found.push(now - Number(at));
  }
  return found;
}

function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(0.99 * (sorted.length - 1))] ?? Number.NaN;
}
