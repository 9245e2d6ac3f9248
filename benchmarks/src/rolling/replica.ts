/**
 * The proxy by its configuration, in a process of its own: ends in an orderly way on SIGTERM. Usage: replica.ts FLAG ... Tells its
 * parent its port.
 */
import { once } from "node:events";
import { runServer } from "@headroom/proxy";
import { readProxyConfig } from "@headroom/proxy/config";

const asked = once(process, "SIGTERM");
const proxy = await runServer(await readProxyConfig({ argv: process.argv.slice(2), env: {} }));
process.send?.(Number(new URL(proxy.url).port));
await asked;
await proxy.close();
process.disconnect?.();
