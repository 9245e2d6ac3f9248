import type { MessagePort } from "node:worker_threads";
import { HeadroomError } from "@headroom/core";
import { optimizationOf } from "../config/optimization-of.js";
import { type DialectOptimizers, dialectOptimizers, shareOptimization } from "../dialect-optimizers.js";
import { loadOptimizerParts } from "../parts/open-optimizer-parts.js";
import { PROVIDERS } from "../providers.js";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.js";
import { RemoteStores } from "./remote-stores.js";

/** Optimizes what comes through `port`, with the stores of the thread at its other end. */
export function runWorker(port: MessagePort, start: WorkerStart): void {
  const stores = new RemoteStores(port);
  const optimizers = openOptimizers(start, stores);
  port.on("message", (message: ToWorker) => {
    if (message.type === "stored") stores.answered(message);
    else void optimize(message, optimizers, port);
  });
}

async function openOptimizers(
  { config, retrieveCommand, hasDecisions }: WorkerStart,
  stores: RemoteStores,
): Promise<readonly DialectOptimizers[]> {
  const texts = {
    originals: stores.store("originals"),
    ...(hasDecisions && { decisions: stores.store("decisions") }),
  };
  const options = {
    ...(retrieveCommand !== undefined && { retrieveCommand }),
    ...optimizationOf(config),
    ...(await loadOptimizerParts(texts)),
  };
  const { models } = config;
  const providers = models === undefined ? PROVIDERS : PROVIDERS.map((provider) => provider.withModels(models));
  return [...dialectOptimizers(shareOptimization(options), providers).values()];
}

async function optimize(
  { id, key, body, request }: Extract<ToWorker, { type: "optimize" }>,
  optimizers: Promise<readonly DialectOptimizers[]>,
  port: MessagePort,
): Promise<void> {
  try {
    const optimizer = (await optimizers)[key.dialect]?.[key.kind];
    if (optimizer === undefined) throw new Error("The worker knows fewer dialects.");
    const result = await optimizer.optimize(body, request);
    const same = result.body === body;
    const answer: FromWorker = { type: "optimized", id, body: same ? undefined : result.body, report: result.report };
    port.postMessage(answer);
  } catch (error) {
    const code = HeadroomError.isInstance(error) ? error.code : undefined;
    port.postMessage({ type: "failed", id, code, message: (error as Error).message } satisfies FromWorker);
  }
}
