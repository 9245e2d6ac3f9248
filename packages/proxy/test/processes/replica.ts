// A proxy in a process of its own, with a budget on a server that others share. Prints its address, and ends with its input.
import { openRedisStores } from "@headroom/stores/redis";
import { serveProxy } from "../../src/serve/serve-proxy.js";
import type { ReplicaSettings } from "./use-replicas.js";

const { redisUrl, upstream, total } = JSON.parse(process.argv[2] as string) as ReplicaSettings;
const stores = await openRedisStores({ url: redisUrl, timeoutMs: 10_000 });
const budgets = { total, store: stores.budgets() };
const proxy = await serveProxy({ port: 0, optimize: false, upstreams: { openai: upstream }, budgets });
process.stdout.write(`${proxy.url}\n`);
process.stdin.resume().once("end", () => process.exit(0));
