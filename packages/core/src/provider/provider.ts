import type { Dialect } from "../conversation/dialect.js";
import type { Usage } from "../conversation/usage.js";
import type { ProviderCounting } from "../counting/provider-counting.js";
import type { JsonValue } from "../json/path.js";
import type { ModelCatalog } from "../models/model-catalog.js";
import type { ModelTable } from "../models/model-facts.js";
import type { ModelOverrides } from "../models/model-overrides.js";
import type { ClientAdapter } from "./client-adapter.js";
import type { TrafficClass } from "./traffic-class.js";

/** Gives the value of a request header by its name in lower case. */
export type HeaderOf = (name: string) => string | undefined;

/** Requests of a provider whose bodies are in a dialect. They are sent with POST. */
export interface ProviderRoute {
  /**
   * Of the path of the URL, matched at its end. A group named `model` is the model, where the body does not name it. One named
   * `counts` takes part where the provider only counts tokens, and generates and bills nothing; one named `streams` where it streams its answer.
   */
  readonly path: RegExp;
  readonly dialect: Dialect;
  /** The path at the provider's address, for clients whose base address lacks its beginning, such as `/v1`. */
  readonly fullPath?: string;
}

/** Something that keeps a request from being answered by its provider. */
export interface ProviderProblem {
  readonly status: number;
  /** A stable word. */
  readonly code: string;
  readonly message: string;
}

/**
 * All that is known about one provider. Only what stands before the first blank line is needed; what is absent is not
 * recognised, or is as with OpenAI.
 */
export interface ProviderDefinition {
  /** In lower case, such as `openai`. Names it in options, in reports and in the first segment of a proxy's paths. */
  readonly name: string;
  /** Its official address, without a path that routes begin with. */
  readonly baseUrl: string;
  /** First match first. */
  readonly routes: readonly ProviderRoute[];
  readonly models: ModelTable;

  /** How people write its name. @default `name` */
  readonly title?: string;
  /** Hosts that serve it, as ends of names. @default the host of `baseUrl` */
  readonly hosts?: readonly string[];
  /** Paths at which nobody else serves anything, beyond those of `routes`. */
  readonly ownPaths?: RegExp;
  /** Whether its paths are those of another provider: they are its own only by host, prefix or client. @default false */
  readonly sharesPaths?: boolean;
  /** Path by which clients of a proxy choose it; `undefined` stands for none. @default a slash and `name` */
  readonly prefix?: string | undefined;
  /** Environment variable that gives another address. @default `NAME_TARGET_API_URL` */
  readonly addressVariable?: string;
  /** Whether a request that no path tells apart is for this provider. */
  readonly recognisesHeaders?: (header: HeaderOf) => boolean;
  /** The dialect of a body, where something in it is said by no other provider. */
  readonly recognisesBody?: (body: JsonValue) => Dialect | undefined;
  /** How the client of its SDK is known, and given another fetch. */
  readonly client?: ClientAdapter;
  /** How a login is known from the headers and the path; `undefined` where they say nothing. */
  readonly trafficClass?: (header: HeaderOf, path: string) => TrafficClass | undefined;
  /** An error in the form that its clients read. @default that of OpenAI */
  readonly errorBody?: (problem: ProviderProblem) => JsonValue;
  /** How its tokens are counted. Without it they are estimated for any vocabulary. */
  readonly counting?: ProviderCounting;
}

/** Tokens of one request, for {@link Provider.estimateCost}. */
export interface CostQuestion {
  readonly model: string;
  /** All input tokens, cached ones included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Input tokens that were read from the prompt cache. @default 0 */
  readonly cachedTokens?: number;
  /** Input tokens that were written to it, by their life. @default 0 */
  readonly cacheWriteTokens?: number;
  readonly cacheWriteLongTokens?: number;
}

/** A provider, as everything that deals with providers takes it: a plain object, frozen, without state. */
export interface Provider extends Required<Omit<ProviderDefinition, "prefix" | OptionalMember>> {
  readonly prefix: string | undefined;
  readonly ownPaths?: RegExp;
  readonly client?: ClientAdapter;
  readonly counting?: ProviderCounting;
  /** Whether a request is the provider's by its headers. */
  readonly recognisesHeaders?: NonNullable<ProviderDefinition["recognisesHeaders"]>;
  /** The dialect of a body that can only be the provider's. */
  readonly recognisesBody?: NonNullable<ProviderDefinition["recognisesBody"]>;
  /** The class of traffic that a request asks for by headers or path. */
  readonly trafficClass?: NonNullable<ProviderDefinition["trafficClass"]>;
  /** Those of its routes, each once. */
  readonly dialects: readonly Dialect[];
  readonly catalog: ModelCatalog;
  /** Whether the model itself is known. Others are served, too, with cautious facts. */
  supportsModel(model: string): boolean;
  /** The context window in tokens; a cautious one for an unknown model. */
  getContextLimit(model: string): number;
  /** Tokens to leave for an answer: `preferred`, or what the model needs, and no more than it can say. */
  getOutputBuffer(model: string, preferred?: number): number;
  /** List price in dollars; `null` where no price is known. */
  estimateCost(question: CostQuestion): number | null;
  /** The same with its parts, from a usage; see `estimateCost` of this package. */
  costOf(model: string, usage: Usage, at?: number): number | null;
  /** The same provider with facts of the user's own. @throws HeadroomError `invalid-option` for a wrong override. */
  withModels(overrides: ModelOverrides): Provider;
}

type OptionalMember = "ownPaths" | "client" | "counting" | "recognisesHeaders" | "recognisesBody" | "trafficClass";
