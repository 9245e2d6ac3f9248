import type { Digest } from "../../../digest/handle.js";
import type { Tokenizer } from "../../../tokenizer/tokenizer.js";
import type { AlignerSettings } from "../aligner-options.js";
import { splitDynamic } from "./split-dynamic.js";
import { type CachePrefixMetrics, prefixHash } from "./stable-prefix.js";
import { type AlignableMessage, isSystemMessage, withTexts } from "./system-texts.js";

/** An aligned prompt, and what is known of it. */
export interface Alignment<Message, System = unknown> {
  /** The same reference as came in where nothing was changed. */
  readonly messages: readonly Message[];
  /** A system prompt that stands apart, where one was given. */
  readonly system?: System;
  readonly stablePrefixHash: string;
  readonly cacheMetrics: CachePrefixMetrics;
  /** `cache_align` where something was changed. */
  readonly transforms: readonly string[];
  /** The same. */
  readonly transformsApplied: readonly string[];
  readonly markersInserted: readonly string[];
  readonly warnings: readonly string[];
}

/** What an alignment is made with. */
export interface AlignContext {
  readonly digest: Digest;
  readonly tokenizer: Tokenizer;
  /** Hash of the prompt that was aligned before. */
  readonly previousHash: string | null;
}

/** Aligns each system text: what stays goes first, what says when it is goes behind the separator. */
export function alignMessages<Message extends AlignableMessage, System>(
  messages: readonly Message[],
  system: System | undefined,
  settings: AlignerSettings,
  context: AlignContext,
): Alignment<Message, System> {
  const stable: string[] = [];
  const align = (content: unknown): unknown => (settings.enabled ? alignContent(content, settings, stable) : content);
  const alignedSystem = align(system) as System;
  const aligned = messages.map((message) => {
    if (!isSystemMessage(message)) return message;
    const content = align(message.content);
    return content === message.content ? message : { ...message, content };
  });
  const isSame = aligned.every((message, index) => message === messages[index]);
  const metrics = metricsOf(stable, context);
  const transforms = isSame && alignedSystem === system ? [] : ["cache_align"];
  return {
    messages: isSame ? messages : aligned,
    ...(system !== undefined && { system: alignedSystem }),
    stablePrefixHash: metrics.stablePrefixHash,
    cacheMetrics: metrics,
    transforms,
    transformsApplied: transforms,
    markersInserted: [`stable_prefix_hash:${metrics.stablePrefixHash}`],
    warnings: warningsOf(metrics, settings),
  };
}

/** What changes in any text of a content goes to the end of its last one. */
function alignContent(content: unknown, settings: AlignerSettings, stable: string[]): unknown {
  const dynamic: string[] = [];
  return withTexts(content, (text, isLast) => {
    const split = splitDynamic(text, settings);
    stable.push(split.text);
    dynamic.push(...split.dynamic);
    return isLast && dynamic.length > 0 ? split.text + settings.dynamicTailSeparator + dynamic.join("\n") : split.text;
  });
}

function metricsOf(stable: readonly string[], { digest, tokenizer, previousHash }: AlignContext): CachePrefixMetrics {
  const stablePrefixHash = prefixHash(stable, digest);
  return {
    stablePrefixBytes: stable.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0),
    stablePrefixTokensEst: stable.reduce((sum, text) => sum + tokenizer.count(text), 0),
    stablePrefixHash,
    prefixChanged: previousHash !== null && previousHash !== stablePrefixHash,
    previousHash,
  };
}

function warningsOf({ stablePrefixTokensEst }: CachePrefixMetrics, settings: AlignerSettings): readonly string[] {
  if (stablePrefixTokensEst >= settings.stablePrefixMinTokens) return [];
  return [
    `The static system text has about ${stablePrefixTokensEst} tokens, and less than ${settings.stablePrefixMinTokens} are hardly worth caching.`,
  ];
}
