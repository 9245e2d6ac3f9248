import {
  createRetriever,
  findRoute,
  type Provider,
  type RetrieveRequest,
  type Retriever,
  sha256,
} from "@headroom/core";
import { adapterOf, type KnownClient } from "../clients/adapter-of.js";
import { DEFAULT_PROVIDERS } from "../default-providers.js";
import { type Fetch, fetchWith } from "../fetch/headroom-fetch.js";
import { createStorage } from "../metrics/create-storage.js";
import { createMemoryStorage } from "../metrics/memory-storage.js";
import { createMetricsRecorder, type MetricsRecorder } from "../metrics/metrics-recorder.js";
import type { MetricsStorage } from "../metrics/metrics-storage.js";
import { createRequestCounts, type RequestCounts } from "../metrics/request-counts.js";
import type { MetricsFilter, MetricsQuery, MetricsSummary, RequestMetrics } from "../metrics/request-metrics.js";
import { createRewriter, type Rewriter } from "../optimize/rewriter.js";
import type { HeadroomOptions } from "../options/headroom-options.js";
import { contextLimitOf, type HeadroomClientOptions, toHeadroomOptions } from "./client-options.js";
import { ClientView } from "./client-view.js";
import type { Headroomed } from "./headroomed.js";
import type { CallChoices } from "./per-call.js";
import { simulateRequest } from "./simulation.js";

/** What {@link HeadroomClient} has itself. Everything else is the wrapped client's. */
export interface HeadroomMembers {
  /** Answers calls of the tool `headroom_retrieve`, for whoever gives it to the model. */
  readonly headroomRetriever: Retriever;
  /** Fetches what was left out of a tool output, however long. */
  headroomRetrieve(request: RetrieveRequest): Promise<string>;
  /** The context window of a model in tokens: of `modelContextLimits`, else as its provider has it. */
  getContextLimit(model: string): number;
  /** What is known of the requests that this client sent, newest first. Those that are not over are not among them. */
  getMetrics(query?: MetricsQuery): Promise<readonly RequestMetrics[]>;
  /** Sums over them. */
  getSummary(filter?: Pick<MetricsFilter, "startTime" | "endTime">): Promise<MetricsSummary>;
  /** Closes what `storeUrl` opened; what was given stays open. Requests are sent on all the same. */
  close(): Promise<void>;
  /** Closes, at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Paths under which the resources that can be simulated are reached. */
const SIMULATED: Readonly<Record<string, string>> = {
  "chat.completions": "/v1/chat/completions",
  responses: "/v1/responses",
  messages: "/v1/messages",
  "beta.messages": "/v1/messages",
};

/** Sets of choices whose clients are kept; more of them are made anew when they are asked for. */
const MOST_VARIANTS = 50;

/** What copies of a client with other options have in common. */
interface Shared {
  readonly rewriter: Rewriter;
  readonly recorder: MetricsRecorder;
  readonly storage: MetricsStorage;
  readonly counts: RequestCounts;
}

class Client implements HeadroomMembers {
  readonly #options: HeadroomClientOptions<object>;
  readonly #shared: Shared;
  readonly #known: KnownClient;
  readonly #provider: Provider;
  readonly headroomRetriever: Retriever;
  readonly #variants = new Map<string, object>();
  /** Members that were assigned, which hold in every mode. */
  readonly #assigned = new Map<PropertyKey, unknown>();

  constructor(options: HeadroomClientOptions<object>, shared?: Shared) {
    const headroomOptions = toHeadroomOptions(options);
    this.#known = adapterOf(options.originalClient, "HeadroomClient", headroomOptions.providers ?? DEFAULT_PROVIDERS);
    this.#options = options;
    this.#shared = shared ?? createShared(options, headroomOptions, this.#known.provider.name);
    const { originals, tenant } = this.#rewriter.optimizers;
    this.headroomRetriever = createRetriever({ originals, tenant });
    const name = headroomOptions.provider ?? this.#known.provider.name;
    const { providers } = this.#rewriter.optimizers;
    this.#provider = providers.find((provider) => provider.name === name) ?? this.#known.provider;
    const view = new ClientView(this.#variant({}), {
      variant: (choices) => this.#variant(choices),
      simulate: (path) => this.#simulate(path),
    });
    // biome-ignore lint/correctness/noConstructorReturn: the members of the wrapped client are this client's.
    return new Proxy(this, {
      get: (own, key) => {
        if (key === "withOptions" && view.has(key)) return (changed: object) => own.#withOptions(changed);
        if (!(key in own)) return view.member(key);
        const value: unknown = Reflect.get(own, key, own);
        return typeof value === "function" && key !== "constructor" ? value.bind(own) : value;
      },
      set: (own, key, value) => own.#assign(key, value),
      has: (own, key) => key in own || view.has(key),
    });
  }

  headroomRetrieve(request: RetrieveRequest): Promise<string> {
    return this.headroomRetriever.retrieve(request);
  }

  getContextLimit(model: string): number {
    return contextLimitOf(this.#options.modelContextLimits ?? {}, model) ?? this.#provider.getContextLimit(model);
  }

  async close(): Promise<void> {
    const { recorder, storage } = this.#shared;
    await recorder.settled();
    if (this.#options.storage === undefined && this.#options.storeUrl !== undefined) await storage.close();
    await this.#rewriter.optimizers.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async getMetrics(query: MetricsQuery = {}): Promise<readonly RequestMetrics[]> {
    await this.#shared.recorder.settled();
    return this.#shared.storage.query(query);
  }

  async getSummary(filter: MetricsFilter = {}): Promise<MetricsSummary> {
    await this.#shared.recorder.settled();
    return this.#shared.storage.getSummaryStats(filter);
  }

  get #rewriter(): Rewriter {
    return this.#shared.rewriter;
  }

  #variant({ mode = this.#rewriter.mode, options }: CallChoices): object {
    const key = JSON.stringify([mode, options]);
    const known = this.#variants.get(key);
    if (known !== undefined) return known;
    const { originalClient } = this.#options;
    const rewriter = this.#rewriter.withCall(mode, options);
    const made = this.#known.adapter.withFetch(originalClient, (base) =>
      fetchWith(rewriter, base as Fetch | undefined),
    );
    for (const [key, value] of this.#assigned) Reflect.set(made, key, value);
    this.#variants.set(key, made);
    // The first one is that of calls without choices.
    const [, oldest] = this.#variants.keys();
    if (this.#variants.size > MOST_VARIANTS && oldest !== undefined) this.#variants.delete(oldest);
    return made;
  }

  #assign(key: PropertyKey, value: unknown): boolean {
    this.#assigned.set(key, value);
    return [...this.#variants.values()].every((variant) => Reflect.set(variant, key, value));
  }

  #withOptions(changed: object): Client {
    const original = this.#options.originalClient as { withOptions(options: object): object };
    const copy = new Client({ ...this.#options, originalClient: original.withOptions(changed) }, this.#shared);
    for (const [key, value] of this.#assigned) if (!(key in changed)) Reflect.set(copy, key, value);
    return copy;
  }

  #simulate(path: readonly string[]) {
    const address = SIMULATED[path.join(".")];
    if (address === undefined) return undefined;
    const { counts, rewriter } = this.#shared;
    const { optimizers } = rewriter;
    const match = findRoute({ host: "localhost", path: address }, optimizers.providers, this.#provider.name);
    if (match === undefined) return undefined;
    return (params: Readonly<Record<string, unknown>>, { options }: CallChoices) =>
      simulateRequest(
        params,
        match,
        options === undefined ? optimizers : optimizers.withCall(options),
        counts,
        rewriter.withCall("optimize").retriever !== undefined,
      );
  }
}

function createShared(
  { storage: given, storeUrl, officialCounter, now = Date.now, sha256: digest = sha256 }: HeadroomClientOptions<object>,
  options: HeadroomOptions,
  provider: string,
): Shared {
  const storage = given ?? (storeUrl === undefined ? createMemoryStorage() : createStorage(storeUrl));
  const world = { now, newId: () => globalThis.crypto.randomUUID() };
  const counts = createRequestCounts(officialCounter, digest);
  let recorder: MetricsRecorder | undefined;
  const rewriter = createRewriter(options, "HeadroomClient", provider, (optimizers, fail) => {
    recorder = createMetricsRecorder(storage, optimizers, counts, world, fail);
    return recorder;
  });
  return { rewriter, storage, counts, recorder: recorder as unknown as MetricsRecorder };
}

/** A client that is used like the one it wraps. */
export type HeadroomClient<C extends object> = Headroomed<C> & HeadroomMembers;

/**
 * Wraps a client so that each call can choose what happens to it. Every member of the wrapped client is there; its own
 * object stays as it is. Besides, calls take choices such as `headroomMode`, and `chat.completions`, `messages` and `responses` can
 * `simulate`.
 *
 * Nothing is changed unless a call or `defaultMode` says `"optimize"`.
 *
 * @throws HeadroomError `invalid-option` for what is no client or no option, naming what is.
 * @example
 * const client = new HeadroomClient({ originalClient: new OpenAI(), defaultMode: "optimize" });
 * const plan = await client.chat.completions.simulate({ model: "gpt-5.5", messages });
 * console.log(`${plan.savingsPercent} % less`);
 * await client.chat.completions.create({ model: "gpt-5.5", messages, headroomMode: "audit" });
 */
export const HeadroomClient: new <C extends object>(options: HeadroomClientOptions<C>) => HeadroomClient<C> =
  Client as never;
