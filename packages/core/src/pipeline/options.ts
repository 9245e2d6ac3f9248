import type { Compressor } from "../compressors/compressor.js";
import type { Dialect } from "../conversation/dialect.js";
import type { Digest } from "../digest/handle.js";
import { sha256 } from "../digest/sha256.js";
import type { FormContext } from "../form/form-codec.js";
import type { Mode } from "../mode.js";
import { invalidOption } from "../options/invalid-option.js";
import type { AsyncRelevanceScorer } from "../relevance/async-relevance-scorer.js";
import type { RetrievalOption } from "../retrieval/resolve-retrieval.js";
import { createMemoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { createEstimator } from "../tokenizer/estimate.js";
import type { Tokenizer } from "../tokenizer/tokenizer.js";
import type { CacheAlignerOptions } from "../transforms/cache-aligner/aligner-options.js";
import { cacheAligner } from "../transforms/cache-aligner/cache-aligner.js";
import { coldCache } from "../transforms/cold-cache/cold-cache.js";
import { contentRouter } from "../transforms/content-router/content-router.js";
import type { ToolRules } from "../transforms/content-router/protection.js";
import type { ToolProfiles } from "../transforms/content-router/tool-profiles.js";
import { repeats } from "../transforms/repeats/repeats.js";
import { rollingWindow } from "../transforms/rolling-window/rolling-window.js";
import { type RollingWindowOptions, resolveWindowOptions } from "../transforms/rolling-window/window-options.js";
import type { Transform } from "../transforms/transform.js";
import { createMemo, type Memo } from "./memo.js";

/**
 * How far compression goes. `lossless` leaves nothing out. `balanced` leaves parts out only where the model can fetch
 * them. `aggressive` leaves parts out always, and says so.
 */
export type Profile = "lossless" | "balanced" | "aggressive";

const MODES: readonly Mode[] = ["optimize", "audit", "simulate", "off"];
const PROFILES: readonly Profile[] = ["lossless", "balanced", "aggressive"];
const RETRIEVALS: readonly RetrievalOption[] = ["auto", "shell", "tool", "assume", "off"];

/** What an optimizer is made of. */
export interface OptimizerOptions {
  readonly dialect: Dialect;
  /** What makes tool results shorter: `defaultCompressors()` of `@headroom/core/compressors`, or a choice of your own. */
  readonly compressors?: readonly Compressor[];
  /** The tokenizers that must agree on savings, best first; the first one counts for the report. @default an estimator */
  readonly tokenizers?: (model: string) => readonly Tokenizer[];
  /** Where what was left out is kept. @default a bounded store in memory */
  readonly originals?: Store;
  /** Where choices are kept that must be repeated. Without it, choices that need it are not made. */
  readonly decisions?: Store;
  /** The time in milliseconds, by a clock that all who share `decisions` go by. Without it, nothing goes by the time. */
  readonly now?: () => number;
  /** @default "optimize" */
  readonly mode?: Mode;
  /** @default "balanced" */
  readonly profile?: Profile;
  /** @default "auto" */
  readonly retrieval?: RetrievalOption;
  /** Command that reads the originals from the agent's shell, with `{handle}` in it; absent if no shell can. */
  readonly retrieveCommand?: string;
  /** `json` keeps compressed JSON valid for code that parses it. @default "text" */
  readonly format?: "text" | "json";
  /** Owner of handles where a request names none. @default "local" */
  readonly tenant?: string;
  /** Smallest prefix that the provider caches, in tokens. @default what the dialect knows about the model */
  readonly minimumCacheableTokens?: number;
  /** What differs for the results of some tools, by their names. @default none */
  readonly tools?: ToolProfiles;
  /** Tools whose results always stay as they are; `*` stands for any characters. Files that are shown do so anyway. */
  readonly verbatimTools?: readonly string[];
  /** Tools whose results are never files that an agent edits, however they are called; `*` stands for any characters. */
  readonly dataTools?: readonly string[];
  /**
   * Rates rows of tool results against what was asked by more than their words, such as a scorer of `@headroom/relevance`. It is
   * asked only where there is a store of `decisions`: what it says of a result counts for the rest of the conversation.
   */
  readonly relevance?: AsyncRelevanceScorer;
  /** What is asked for beside what the user says: rows of tool results that answer it are kept. @default nothing */
  readonly query?: string;
  /**
   * What is done about values in the system prompt that change from request to request; `false` does not look for them.
   * @default looks and reports; with a store of `decisions` also freezes what a conversation began with
   */
  readonly cacheAligner?: CacheAlignerOptions | false;
  /**
   * Whether old tool outputs give way to markers when the provider has forgotten a conversation, so that this costs nothing.
   * Needs `decisions` and `now`, and a model that can fetch what is left out. @default true
   */
  readonly coldCache?: boolean;
  /**
   * Where the window ends that conversations are kept in, or `false` for none.
   * @default the model's own window, for dialects that know models; for others none
   */
  readonly rollingWindow?: RollingWindowOptions | false;
  /** Windows of models in tokens, by name or beginning of it; they win over what is known. */
  readonly modelContextLimits?: Readonly<Record<string, number>>;
  /**
   * What runs, in order.
   * @default `[cacheAligner(…), contentRouter({ compressors, tools, ...rules }), repeats(rules), coldCache(rules), rollingWindow(…, rules)]`, the rules being the lists of tools
   */
  readonly transforms?: readonly Transform[];
  /** A native SHA-256 where there is one. @default a portable implementation */
  readonly sha256?: Digest;
  /** Results to reuse between requests; may be shared by optimizers. @default a memo of its own */
  readonly memo?: Memo;
  /** Throws where a law would be broken instead of leaving the edit out. For tests. @default false */
  readonly strict?: boolean;
}

export interface Settings {
  readonly dialect: Dialect;
  readonly tokenizers: (model: string) => readonly Tokenizer[];
  readonly originals: Store;
  readonly decisions: Store | undefined;
  readonly now: (() => number) | undefined;
  readonly mode: Mode;
  readonly profile: Profile;
  readonly retrieval: RetrievalOption;
  readonly retrieveCommand: string | undefined;
  readonly format: "text" | "json";
  readonly tenant: string;
  readonly minimumCacheableTokens: number | undefined;
  readonly transforms: readonly Transform[];
  readonly digest: Digest;
  readonly forms: FormContext;
  readonly memo: Memo;
  readonly strict: boolean;
}

/** Fills in the defaults and freezes the result. @throws HeadroomError naming the option and the allowed values. */
export function resolveOptions(options: OptimizerOptions): Settings {
  oneOf("mode", options.mode, MODES);
  oneOf("profile", options.profile, PROFILES);
  oneOf("retrieval", options.retrieval, RETRIEVALS);
  oneOf("format", options.format, ["text", "json"]);
  if (typeof options.dialect?.read !== "function") {
    throw invalidOption("dialect is missing: pass one, such as openaiChat of @headroom/providers-openai.");
  }
  if (options.retrieveCommand !== undefined && !options.retrieveCommand.includes("{handle}")) {
    throw invalidOption('retrieveCommand must contain "{handle}" where the handle goes.');
  }
  if (options.query !== undefined && typeof options.query !== "string") {
    throw invalidOption(`query is ${JSON.stringify(options.query)}; it must be a text.`);
  }
  const { compressors = [], tools = {}, verbatimTools = [], dataTools = [] } = options;
  listOfNames("verbatimTools", verbatimTools);
  listOfNames("dataTools", dataTools);
  if (options.compressors === undefined && options.transforms === undefined) {
    throw invalidOption(
      "compressors is missing: pass defaultCompressors() of @headroom/core/compressors, or [] for none.",
    );
  }
  const transforms = transformsOf(options, compressors, { tools, verbatimTools, dataTools });
  const digest = options.sha256 ?? sha256;
  const estimator = [createEstimator()];
  return Object.freeze({
    dialect: options.dialect,
    tokenizers: options.tokenizers ?? (() => estimator),
    originals: options.originals ?? createMemoryStore(),
    decisions: options.decisions,
    now: options.now,
    mode: options.mode ?? "optimize",
    profile: options.profile ?? "balanced",
    retrieval: options.retrieval ?? "auto",
    retrieveCommand: options.retrieveCommand,
    format: options.format ?? "text",
    tenant: options.tenant ?? "local",
    minimumCacheableTokens: options.minimumCacheableTokens,
    transforms: Object.freeze([...transforms]),
    digest,
    forms: Object.freeze({ digest, codecs: compressors.flatMap(({ codecs }) => codecs) }),
    memo: options.memo ?? createMemo(),
    strict: options.strict ?? false,
  });
}

function listOfNames(name: string, value: readonly string[]): void {
  if (Array.isArray(value) && value.every((each) => typeof each === "string" && each !== "")) return;
  throw invalidOption(`${name} must be a list of names of tools.`);
}

function transformsOf(
  options: OptimizerOptions,
  compressors: readonly Compressor[],
  { tools, ...rules }: ToolRules & { readonly tools: ToolProfiles },
): readonly Transform[] {
  const {
    dialect,
    transforms,
    cacheAligner: aligner = {},
    coldCache: cold = true,
    rollingWindow: own,
    modelContextLimits,
    relevance,
    query,
  } = options;
  if (transforms !== undefined) {
    refuseBeside(options);
    return transforms;
  }
  if (own !== undefined && own !== false) resolveWindowOptions(own);
  const before = [
    ...(aligner === false ? [] : [cacheAligner(aligner)]),
    ...[
      contentRouter({
        compressors,
        tools,
        ...rules,
        ...(relevance && { relevance }),
        ...(query !== undefined && { query }),
      }),
      repeats(rules),
    ],
    ...(cold ? [coldCache(rules, aligner === false ? {} : aligner)] : []),
  ];
  const window = {
    ...(own === false ? {} : own),
    ...(modelContextLimits !== undefined && { modelContextLimits }),
  };
  resolveWindowOptions(window);
  // A dialect without models says nothing of a window: none is made up unless there is a number to go by.
  const isKnown = dialect.models !== undefined || own !== undefined || modelContextLimits !== undefined;
  return own !== false && isKnown ? [...before, rollingWindow(window, rules)] : before;
}

/** Options of the default transforms mean nothing to others. */
function refuseBeside(options: OptimizerOptions): void {
  const {
    tools,
    relevance,
    query,
    cacheAligner: aligner,
    coldCache: cold,
    rollingWindow: window,
    modelContextLimits,
  } = options;
  for (const [name, option] of Object.entries({ tools, relevance, query })) {
    if (option === undefined) continue;
    throw invalidOption(
      `${name} has no effect on transforms of your own: give it to one of them, contentRouter({ compressors, ${name} }).`,
    );
  }
  if ([aligner, cold, window, modelContextLimits].every((option) => option === undefined)) return;
  throw invalidOption(
    "cacheAligner, coldCache, rollingWindow and modelContextLimits have no effect on transforms of your own; put cacheAligner(…), coldCache(…) or rollingWindow(…) among them.",
  );
}

function oneOf<T extends string>(name: string, value: T | undefined, allowed: readonly T[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw invalidOption(`${name} is ${JSON.stringify(value)}; it must be one of ${allowed.join(", ")}.`);
}
