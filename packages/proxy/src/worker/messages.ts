import type { HeadroomErrorCode, Report, RequestOptions } from "@headroom/core";
import type { ProxyConfig } from "../config/proxy-options.js";
import type { DialectOptimizers } from "../dialect-optimizers.js";

/** What a worker is started with. */
export interface WorkerStart {
  /** Tells a worker of ours from the threads of others that load the same file. */
  readonly headroom: "optimizer-worker";
  readonly config: ProxyConfig;
  /** The command by which models fetch what was left out. */
  readonly retrieveCommand: string | undefined;
  readonly hasDecisions: boolean;
}

/** Which of the optimizers of an app. */
export interface OptimizerKey {
  /** Place of its dialect among those of all providers. */
  readonly dialect: number;
  readonly kind: keyof DialectOptimizers;
}

export type StoreName = "originals" | "decisions";
export type StoreMethod = "get" | "set" | "compareAndSet" | "touch" | "delete";

/** To the worker. */
export type ToWorker =
  | {
      readonly type: "optimize";
      readonly id: number;
      readonly key: OptimizerKey;
      readonly body: Uint8Array;
      readonly request: RequestOptions;
    }
  | { readonly type: "stored"; readonly id: number; readonly value?: unknown; readonly failure?: string };

/** From the worker. */
export type FromWorker =
  | { readonly type: "optimized"; readonly id: number; readonly body: Uint8Array | undefined; readonly report: Report }
  | {
      readonly type: "failed";
      readonly id: number;
      readonly code: HeadroomErrorCode | undefined;
      readonly message: string;
    }
  | {
      readonly type: "store";
      readonly id: number;
      readonly store: StoreName;
      readonly method: StoreMethod;
      readonly args: readonly unknown[];
    };
