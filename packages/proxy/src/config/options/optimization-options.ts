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
    about: "whether requests are made smaller, only looked at, or left alone",
  }),
  profile: choice(["lossless", "balanced", "aggressive"], {
    flag: "profile",
    placeholder: "NAME",
    default: "balanced",
    about: "whether parts may be left out: never, where the model can fetch them, or always",
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
    about: "whether compressed JSON is written in the shortest form, or stays JSON for code that parses it",
  }),
  minTokensToCrush: optionalInteger({
    flag: "min-tokens",
    defaultText: "200",
    least: 0,
    about: "smallest tool output from which parts are left out",
  }),
  maxItemsAfterCrush: optionalInteger({
    flag: "max-items",
    defaultText: "50",
    least: 1,
    about: "most rows kept of it",
  }),
  smartCrusher: data<Partial<SmartCrusherOptions>>({
    about: "more options of the selection of rows of JSON; the two above go before them",
    check: (value) => void defaultCompressors({ smartCrusher: asOptions(value) }),
  }),
  textCrusher: data<Partial<TextCrusherOptions>>({
    about: "options of the selection of lines of text; the smallest tool output above goes before them",
    check: (value) => void defaultCompressors({ textCrusher: asOptions(value) }),
  }),
  tools: data<ToolProfiles>({
    about: "options of the selection for the results of some tools, by their names, with * for any characters",
    check: (value) => void contentRouter({ compressors: [], tools: asOptions<ToolProfiles>(value) }),
  }),
  align: boolean({
    flag: "align",
    default: true,
    about:
      "whether conversations keep the system prompt and the tools that they began with, where only volatile values change",
    aboutNo: "send system prompts and tools as they come",
  }),
  cacheAligner: data<CacheAlignerOptions>({
    about: "how volatile values in system prompts are known, and whether they are frozen",
    check: (value) => void cacheAligner(value as CacheAlignerOptions),
  }),
  coldCache: boolean({
    flag: "cold-cache",
    default: true,
    about: "whether old tool outputs give way to markers when the provider has forgotten a conversation",
    aboutNo: "leave the form of outputs alone when the provider has forgotten them",
  }),
  window: boolean({
    flag: "window",
    default: true,
    about: "whether the oldest tool outputs give way to markers when a conversation becomes too long",
    aboutNo: "never evict tool outputs",
  }),
  maxTokens: optionalInteger({
    flag: "max-tokens",
    defaultText: "what the model takes",
    least: 1,
    about: "most tokens of a request: where the window ends",
  }),
  keepLastTurns: optionalInteger({
    flag: "keep-turns",
    defaultText: "4",
    least: 0,
    about: "turns at the end whose tool outputs are never evicted",
  }),
  overflow: choice(["forward", "error", "drop-oldest-turns"], {
    flag: "overflow",
    placeholder: "WHAT",
    default: "forward",
    about: "what becomes of a request that is too long even then: it is passed on, refused, or loses its oldest turns",
  }),
  rollingWindow: data<RollingWindowOptions>({
    about: "more options of the window; the three above go before them",
    check: (value) => void rollingWindow(value as RollingWindowOptions),
  }),
  modelContextLimits: data<Readonly<Record<string, number>>>({
    about: "windows of models in tokens, by name or beginning of it",
    check: (value) => void rollingWindow({ modelContextLimits: value as Readonly<Record<string, number>> }),
  }),
  verbatimTools: list({
    flag: "verbatim-tool",
    placeholder: "NAME",
    about: "tool whose results always stay as they are, with * for any characters; may be repeated",
  }),
  dataTools: list({
    flag: "data-tool",
    placeholder: "NAME",
    about: "tool whose results are never files that an agent edits, with * for any characters; may be repeated",
  }),
  embeddingsUrl: optionalText({
    flag: "embeddings-url",
    placeholder: "URL",
    defaultText: "none: rows are rated by their words",
    about:
      "server of embeddings, with which rows of tool outputs are rated by their meaning, too: an address below which " +
      "/embeddings is served in OpenAI's form. It is sent texts of tool outputs",
  }),
  embeddingsModel: optionalText({ flag: "embeddings-model", placeholder: "NAME", about: "its model" }),
  embeddingsKey: optionalText({
    flag: "embeddings-key",
    placeholder: "KEY",
    secret: true,
    about: "its key, where it needs one; safer in the variable",
  }),
  minimumCacheableTokens: optionalInteger({
    flag: undefined,
    defaultText: "what is known about the model",
    least: 0,
    about: "smallest prefix in tokens that the provider caches",
  }),
  models: data<ModelOverrides>({ about: "facts about models, by model", check: checkModelOverrides }),
  retrieveCommand: optionalText({
    flag: "retrieve-command",
    placeholder: "COMMAND",
    defaultText: "curl of this proxy",
    about: "command with {handle} in it that models are shown as the way to what was left out",
  }),
  tenant: text({ flag: undefined, default: "local", about: "owner of what is stored, where requests have none" }),
} as const;

/** What the proxy does with bodies beyond that. */
export const OPTIMIZATION_OPTIONS = {
  optimize: boolean({
    flag: "optimize",
    default: true,
    about: "whether requests are made smaller or passed on as they come",
    aboutNo: "pass every request on as it comes",
  }),
  ...OPTIMIZER_OPTIONS,
  store: optionalText({
    flag: "store",
    placeholder: "PATH",
    defaultText: "~/.headroom/headroom.db",
    about: "where originals are kept; :memory: keeps them until the end",
  }),
  maxBodyMegabytes: integer({
    flag: "max-body",
    placeholder: "MB",
    default: 100,
    least: 1,
    about: "longest body that is optimized, also when decoded",
  }),
  overLimit: choice(["forward", "reject"], {
    flag: "over-limit",
    placeholder: "WHAT",
    default: "forward",
    about: "what becomes of a longer one: it is passed on as it comes, or refused with 413",
  }),
  workerFromKilobytes: integer({
    flag: "worker-from",
    placeholder: "KB",
    default: 256,
    least: 0,
    about: "bodies from this length are optimized in a thread of their own, so that nobody waits for them; 0 for none",
  }),
  workerLimitSeconds: integer({
    flag: "worker-limit",
    placeholder: "SECONDS",
    default: 20,
    least: 1,
    most: 86_400,
    about: "what takes longer there goes out as it came",
  }),
  traffic: choice(["auto", "key", "subscription"], {
    flag: "traffic",
    placeholder: "KIND",
    default: "auto",
    about:
      "how requests are paid for; auto tells by their headers. With the login of a plan nothing is left out of a request " +
      "and nothing is added",
  }),
} as const;

function asOptions<Options extends object>(value: unknown): Options {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Options;
  throw new TypeError("it must be an object.");
}
