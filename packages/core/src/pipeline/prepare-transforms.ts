import type { Conversation } from "../conversation/part.js";
import type { JsonValue } from "../json/path.js";
import { valueAt } from "../json/value-at.js";
import { attempt, forEachInOrder, type MaybePromise, whenReady } from "../maybe-promise.js";
import type { Warning } from "../report/warning.js";
import type { Retrieval } from "../retrieval/resolve-retrieval.js";
import type { Planner, PrepareContext, ReadContext } from "../transforms/prepare-context.js";
import type { Transform } from "../transforms/transform.js";
import { cacheableMinimum } from "./cacheable-minimum.js";
import type { Settings } from "./options.js";
import type { PartCounts } from "./part-counts.js";

/** A request before it is planned. */
export interface PrepareInput extends ReadInput {
  readonly conversation: Conversation;
  readonly settings: Settings;
  readonly tenant: string;
  readonly now: number | undefined;
  readonly retrieval: Retrieval;
  /** Whether parts may be left out behind a handle in this request. */
  readonly mayOffload: boolean;
}

/** What the transforms go by that read something before. */
export interface Prepared {
  readonly planners: ReadonlyMap<Transform, Planner>;
  readonly warnings: readonly Warning[];
}

/**
 * Lets the transforms read what lies outside of the request. One that cannot plans without it, and a warning says so.
 *
 * @param mayDecide Whether choices may be read and made at all.
 */
export function prepareTransforms(input: PrepareInput, mayDecide: boolean): MaybePromise<Prepared> {
  const planners = new Map<Transform, Planner>();
  const warnings: Warning[] = [];
  const context = prepareContext(input, mayDecide);
  const prepared = forEachInOrder(input.settings.transforms, (transform) => {
    const planner = attempt(
      () => transform.prepare?.(input.conversation, context),
      (error) => {
        const message = `${transform.name} could not read what was decided before: ${String(error)}`;
        warnings.push({ code: "store-failed", message });
        return undefined;
      },
    );
    return whenReady(planner, (found) => {
      if (found !== undefined) planners.set(transform, found);
    });
  });
  return whenReady(prepared, () => ({ planners, warnings }));
}

function prepareContext(input: PrepareInput, mayDecide: boolean): PrepareContext {
  const { conversation, settings, counts, tenant, now, retrieval, mayOffload } = input;
  const { dialect, format, forms } = settings;
  const minimum = cacheableMinimum(settings, conversation.model);
  return {
    ...readContext(input),
    tokenizers: counts.tokenizers,
    retrieval,
    mayOffload,
    format,
    forms,
    get model() {
      return dialect.models?.resolve(conversation.model);
    },
    tenant,
    now,
    decisions: mayDecide ? settings.decisions : undefined,
    get cacheLifetimeMs() {
      return cacheLifetimeMs(input);
    },
    get isWorthCaching() {
      const isCached = dialect.models?.resolve(conversation.model).facts.cache.match.kind !== "none";
      return isCached && counts.totalOf(conversation) >= minimum;
    },
  };
}

function cacheLifetimeMs({ body, conversation, settings: { dialect } }: PrepareInput): number | undefined {
  const cache = dialect.models?.resolve(conversation.model).facts.cache;
  if (cache === undefined || cache.match.kind === "none" || cache.lifetimeSeconds <= 0) return undefined;
  const { lifetimeSeconds, longLifetimeSeconds = lifetimeSeconds } = cache;
  return 1000 * (dialect.asksForLongCache?.(body) === true ? longLifetimeSeconds : lifetimeSeconds);
}

/** A request that can be read. */
export interface ReadInput {
  readonly body: JsonValue;
  readonly settings: Pick<Settings, "dialect" | "digest" | "memo">;
  readonly counts: PartCounts;
}

/** What can be read of a request at any time. */
export function readContext({ body, settings, counts }: ReadInput): Omit<ReadContext, "model"> {
  const { dialect, digest, memo } = settings;
  let anchors: ReturnType<ReadContext["anchors"]> | undefined;
  return {
    digest,
    tokensOf: (part) => counts.tokensOf(part),
    digestOf: (part) => counts.digestOf(part),
    remember<T>(key: string, compute: () => T, weight: (value: T) => number): T {
      const known = memo.results.get(key) as { value: T } | undefined;
      if (known !== undefined) return known.value;
      const value = compute();
      memo.results.set(key, { value }, weight(value));
      return value;
    },
    valueOf: ({ path }) => valueAt(body, path),
    anchors: () => (anchors ??= dialect.anchors(body)),
  };
}
