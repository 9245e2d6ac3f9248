import type { ModelOverrides, OptimizerOptions, Provider, Report, RetrieverOptions } from "@headroom/core";
import { checkOptionNames, invalidOption } from "@headroom/core";
import type { DefaultCompressorOptions } from "@headroom/core/compressors";
import { DEFAULT_PROVIDERS } from "../default-providers.js";

/** What a report is about. */
export interface ReportedRequest {
  /** Address of the request; of a simulation the path alone. */
  readonly url: string;
  readonly provider: string;
}

/** Options of the optimizer that hold for every provider. */
type SharedOptions = Pick<
  OptimizerOptions,
  | "tokenizers"
  | "originals"
  | "decisions"
  | "now"
  | "mode"
  | "profile"
  | "retrieval"
  | "retrieveCommand"
  | "format"
  | "tenant"
  | "minimumCacheableTokens"
  | "compressors"
  | "verbatimTools"
  | "dataTools"
  | "tools"
  | "relevance"
  | "transforms"
  | "cacheAligner"
  | "coldCache"
  | "rollingWindow"
  | "modelContextLimits"
  | "sha256"
  | "memo"
>;

/**
 * Options of everything in this package. Without `tokenizers`, exact ones are loaded when the first request is
 * optimized. `retrieval` is `"auto"` unless given: something is left out of a tool output only where the request has the
 * tool `headroom_retrieve`.
 */
export interface HeadroomOptions extends SharedOptions, DefaultCompressorOptions {
  /** Whose requests these are, where the path alone does not say. @default known from the client or the path */
  readonly provider?: string;
  /** The providers whose requests are optimized, first match first. @default DEFAULT_PROVIDERS */
  readonly providers?: readonly Provider[];
  /** Facts about models that are better than what the providers know, by model. */
  readonly models?: ModelOverrides;
  /** A SQLite file for originals and decisions: `sqlite:///relative/path`, `sqlite:////absolute/path` or a path. @default originals in memory, no decisions */
  readonly storeUrl?: string;
  /**
   * Gives the model the tool `headroom_retrieve` and answers its calls, so that the application sees only the last answer.
   * Done in requests that have tools, streamed ones among them; each fetch is one more request. An object bounds what is fetched. @default false: whoever makes the request gives it the tool, and answers it
   */
  readonly autoRetrieve?: boolean | Pick<RetrieverOptions, "maxFetchTokens" | "maxRepeats" | "maxFetches">;
  /** Is told of every request that was looked at. */
  readonly onReport?: (report: Report, request: ReportedRequest) => void;
  /** Is told why a request was sent as it came, or why its metrics were not saved. @default one warning of the process */
  readonly onFailure?: (error: unknown) => void;
}

const NAMES: Readonly<Record<keyof HeadroomOptions, true>> = {
  mode: true,
  profile: true,
  retrieval: true,
  retrieveCommand: true,
  format: true,
  tenant: true,
  provider: true,
  providers: true,
  models: true,
  storeUrl: true,
  originals: true,
  decisions: true,
  now: true,
  tokenizers: true,
  smartCrusher: true,
  textCrusher: true,
  tools: true,
  compressors: true,
  verbatimTools: true,
  dataTools: true,
  relevance: true,
  transforms: true,
  cacheAligner: true,
  coldCache: true,
  rollingWindow: true,
  modelContextLimits: true,
  minimumCacheableTokens: true,
  sha256: true,
  memo: true,
  autoRetrieve: true,
  onReport: true,
  onFailure: true,
};

/** The names of all options. */
export const HEADROOM_OPTION_NAMES: readonly string[] = Object.keys(NAMES);

/** Checks what the optimizer does not check itself. @throws HeadroomError `invalid-option` naming the known ones. */
export function checkHeadroomOptions(options: HeadroomOptions, of: string): void {
  checkOptionNames(options, HEADROOM_OPTION_NAMES, of);
  const names = (options.providers ?? DEFAULT_PROVIDERS).map(({ name }) => name);
  if (options.provider !== undefined && !names.includes(options.provider)) {
    throw invalidOption(`provider is ${JSON.stringify(options.provider)}; it must be one of ${names.join(", ")}.`);
  }
  for (const name of ["smartCrusher", "textCrusher"] as const) {
    if (options[name] !== undefined && options.compressors !== undefined) {
      throw invalidOption(`${name} has no effect on compressors of your own; give one of them.`);
    }
  }
  if ((options.autoRetrieve ?? false) !== false && (options.profile === "lossless" || options.retrieval === "off")) {
    throw invalidOption("autoRetrieve has no effect where nothing is left out; give it, or profile and retrieval.");
  }
  if (options.storeUrl !== undefined && options.originals !== undefined) {
    throw invalidOption("storeUrl and originals both say where originals are kept; give one of them.");
  }
}
