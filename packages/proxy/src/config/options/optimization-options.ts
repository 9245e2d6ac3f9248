import {
  type CacheAlignerOptions,
  cacheAligner,
  checkModelOverrides,
  contentRouter,
  type ModelOverrides,
  type RollingWindowOptions,
  rollingWindow,
  type ToolProfiles,
} from "@headroom/core";
import { defaultCompressors, type SmartCrusherOptions, type TextCrusherOptions } from "@headroom/core/compressors";
import { boolean, choice, data, integer, list, optionalInteger, optionalText, text } from "../option.js";

/** How a request is made smaller: what the proxy and `headroom optimize` have in common. */
export const OPTIMIZER_OPTIONS = {
  mode: choice(["optimize", "audit", "simulate", "off"], {
    flag: "mode",
    placeholder: "MODE",
    default: "optimize",
    about: "whether requests are optimized, only analyzed, or left alone",
  }),
  profile: choice(["lossless", "balanced", "aggressive"], {
    flag: "profile",
    placeholder: "NAME",
    default: "balanced",
    about: "whether parts may be left out: never, only if the model can fetch them, or always",
  }),
  retrieval: choice(["auto", "shell", "tool", "assume", "off"], {
    flag: "retrieval",
    placeholder: "MEANS",
    default: "auto",
    about: "how models fetch what was left out",
  }),
  format: choice(["text", "json"], {
    flag: "format",
    placeholder: "FORM",
    default: "text",
    about: "whether compressed JSON takes the shortest form, or stays valid JSON for code that parses it",
  }),
  minTokensToCrush: optionalInteger({
    flag: "min-tokens",
    defaultText: "200",
    least: 0,
    about: "smallest tool output, in tokens, from which parts are left out",
  }),
  maxItemsAfterCrush: optionalInteger({
    flag: "max-items",
    defaultText: "50",
    least: 1,
    about: "maximum number of rows kept of such an output",
  }),
  smartCrusher: data<Partial<SmartCrusherOptions>>({
    about: "more options for selecting rows of JSON; minTokensToCrush and maxItemsAfterCrush take precedence",
    check: (value) => void defaultCompressors({ smartCrusher: asOptions(value) }),
  }),
  textCrusher: data<Partial<TextCrusherOptions>>({
    about: "options for selecting lines of text; minTokensToCrush takes precedence",
    check: (value) => void defaultCompressors({ textCrusher: asOptions(value) }),
  }),
  tools: data<ToolProfiles>({
    about: "selection options for the results of particular tools, by tool name; * stands for any characters",
    check: (value) => void contentRouter({ compressors: [], tools: asOptions<ToolProfiles>(value) }),
  }),
  align: boolean({
    flag: "align",
    default: true,
    about:
      "whether conversations keep the system prompt and the tools that they began with when only volatile values " +
      "change",
    aboutNo: "send system prompts and tools as they come",
  }),
  cacheAligner: data<CacheAlignerOptions>({
    about: "how volatile values in system prompts are recognized, and whether they are frozen",
    check: (value) => void cacheAligner(value as CacheAlignerOptions),
  }),
  coldCache: boolean({
    flag: "cold-cache",
    default: true,
    about: "whether old tool outputs are replaced by markers once the provider's cache has expired",
    aboutNo: "do not change old tool outputs when the provider's cache has expired",
  }),
  window: boolean({
    flag: "window",
    default: true,
    about: "whether the oldest tool outputs are replaced by markers when a conversation becomes too long",
    aboutNo: "never evict tool outputs",
  }),
  maxTokens: optionalInteger({
    flag: "max-tokens",
    defaultText: "what the model takes",
    least: 1,
    about: "maximum tokens of a request, at which the context window ends",
  }),
  keepLastTurns: optionalInteger({
    flag: "keep-turns",
    defaultText: "4",
    least: 0,
    about: "number of turns at the end whose tool outputs are never evicted",
  }),
  overflow: choice(["forward", "error", "drop-oldest-turns"], {
    flag: "overflow",
    placeholder: "WHAT",
    default: "forward",
    about:
      "what happens to a request that is too long even after old tool outputs were removed: it is forwarded, refused, " +
      "or loses its oldest turns",
  }),
  rollingWindow: data<RollingWindowOptions>({
    about: "more options of the context window; maxTokens, keepLastTurns and overflow take precedence",
    check: (value) => void rollingWindow(value as RollingWindowOptions),
  }),
  modelContextLimits: data<Readonly<Record<string, number>>>({
    about: "context windows of models in tokens, by model name or its beginning",
    check: (value) => void rollingWindow({ modelContextLimits: value as Readonly<Record<string, number>> }),
  }),
  verbatimTools: list({
    flag: "verbatim-tool",
    placeholder: "NAME",
    about: "tool whose results always stay verbatim; * stands for any characters; may be repeated",
  }),
  dataTools: list({
    flag: "data-tool",
    placeholder: "NAME",
    about: "tool whose results are never files that an agent edits; * stands for any characters; may be repeated",
  }),
  embeddingsUrl: optionalText({
    flag: "embeddings-url",
    placeholder: "URL",
    defaultText: "none: rows are rated by their words",
    about:
      "embedding server that rates rows of tool outputs by meaning: the base address of an OpenAI-compatible " +
      "/embeddings endpoint. It receives texts of tool outputs",
  }),
  embeddingsModel: optionalText({
    flag: "embeddings-model",
    placeholder: "NAME",
    about: "model that the embedding server uses",
  }),
  embeddingsKey: optionalText({
    flag: "embeddings-key",
    placeholder: "KEY",
    secret: true,
    about: "key of the embedding server, if it needs one; safer in the environment variable",
  }),
  minimumCacheableTokens: optionalInteger({
    flag: undefined,
    defaultText: "what is known about the model",
    least: 0,
    about: "smallest prefix, in tokens, that the provider caches",
  }),
  models: data<ModelOverrides>({ about: "facts about models, by model", check: checkModelOverrides }),
  retrieveCommand: optionalText({
    flag: "retrieve-command",
    placeholder: "COMMAND",
    defaultText: "curl of this proxy",
    about: "command that models are given to fetch what was left out; {handle} stands for the handle",
  }),
  tenant: text({ flag: undefined, default: "local", about: "owner of what is stored for requests that have none" }),
} as const;

/** What the proxy does with bodies beyond that. */
export const OPTIMIZATION_OPTIONS = {
  optimize: boolean({
    flag: "optimize",
    default: true,
    about: "whether requests are optimized or forwarded as they come",
    aboutNo: "forward every request as it comes",
  }),
  ...OPTIMIZER_OPTIONS,
  store: optionalText({
    flag: "store",
    placeholder: "PATH",
    defaultText: "~/.headroom/headroom.db",
    about: "where originals are stored; :memory: keeps them until the process ends",
  }),
  maxBodyMegabytes: integer({
    flag: "max-body",
    placeholder: "MB",
    default: 100,
    least: 1,
    about: "largest body that is optimized, measured after decoding, too",
  }),
  overLimit: choice(["forward", "reject"], {
    flag: "over-limit",
    placeholder: "WHAT",
    default: "forward",
    about: "what happens to a larger body: it is forwarded as it comes, or refused with 413",
  }),
  workerFromKilobytes: integer({
    flag: "worker-from",
    placeholder: "KB",
    default: 256,
    least: 0,
    about:
      "bodies of at least this size are optimized in a separate thread, so that other requests need not wait; 0 " +
      "for none",
  }),
  workerLimitSeconds: integer({
    flag: "worker-limit",
    placeholder: "SECONDS",
    default: 20,
    least: 1,
    most: 86_400,
    about: "time limit for optimizing in that thread, after which a body is forwarded as it came",
  }),
  traffic: choice(["auto", "key", "subscription"], {
    flag: "traffic",
    placeholder: "KIND",
    default: "auto",
    about:
      "how requests are paid for; auto detects it from the headers. With a subscription login nothing is left out " +
      "of a request and nothing is added",
  }),
} as const;

function asOptions<Options extends object>(value: unknown): Options {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Options;
  throw new TypeError("it must be an object.");
}
