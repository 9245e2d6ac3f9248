/** The proxy by its configuration. Tells its parent its address, and then of its memory when asked. */
import { runServer } from "@headroom/proxy";
import { readProxyConfig } from "@headroom/proxy/config";

const config = await readProxyConfig({ argv: process.argv.slice(2), env: {} });
const workerUrl = import.meta.resolve("@headroom/proxy/worker");
const proxy = await runServer(config, { env: process.env, workerUrl });
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20).unref();

process.on("message", (question) => {
  if (question === "peak") {
    process.send?.(peak);
    peak = 0;
    return;
  }
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed, resources: process.getActiveResourcesInfo().length });
});
process.send?.(proxy.url);
