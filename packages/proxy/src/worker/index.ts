/** The thread that optimizes long bodies. Loaded by anything else, it does nothing. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { WorkerStart } from "./messages.js";
import { runWorker } from "./run-worker.js";

function isOurs(data: unknown): data is WorkerStart {
  return typeof data === "object" && data !== null && (data as Partial<WorkerStart>).headroom === "optimizer-worker";
}

if (isOurs(workerData)) runWorker(parentPort as MessagePort, workerData);
