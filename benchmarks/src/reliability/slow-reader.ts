import type { Outcome } from "../reliability.bench.ts";
import { startProxy } from "./proxy-process.ts";
import { begin, chat } from "./send.ts";
import { startUpstream } from "./upstream.ts";

const SIZE = 50 * 1024 * 1024;

/** The memory that an answer of 50 MB takes while its client reads a kilobyte now and then. */
export async function measureSlowReader(): Promise<Outcome> {
  const upstream = await startUpstream((response) => {
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": SIZE });
    response.end(Buffer.alloc(SIZE));
  });
  const proxy = await startProxy(upstream.url, "--no-optimize");
  const before = (await proxy.memory()).rss;
  await proxy.peak();
  const { outgoing, answer } = await begin(proxy.url, chat(200));
  answer.pause();
  for (let turn = 0; turn < 30; turn++) {
    answer.read(1024);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const grown = ((await proxy.peak()) - before) / 2 ** 20;
  answer.on("error", () => {});
  outgoing.destroy();
  await proxy.stop();
  upstream.close();
  return { found: `${grown.toFixed(1)} MB more for an answer of 50 MB`, passes: grown <= 32 };
}
