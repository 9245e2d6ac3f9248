import { asCount, asObject, type JsonObject, type JsonValue } from "@headroom/core";
import type { RealUsage } from "../session/session.ts";

/**
 * Reads the tokens that a provider, a gateway or an agent says a request took: `usage` of Anthropic, of OpenAI's chat
 * completions and responses, of DeepSeek, of Codex and of pi, and Google's `usageMetadata`. `undefined` where the value is none of
 * them, or counts nothing.
 *
 * @example
 * readRealUsage({ prompt_tokens: 2000, completion_tokens: 9, prompt_tokens_details: { cached_tokens: 1920 } })?.read; // 1920
 */
export function readRealUsage(value: JsonValue | undefined): RealUsage | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const found = ofGoogle(usage) ?? ofPi(usage) ?? ofChat(usage) ?? ofResponses(usage) ?? ofAnthropic(usage);
  return found === undefined || found.prompt === 0 ? undefined : found;
}

function ofGoogle(usage: JsonObject): RealUsage | undefined {
  const prompt = asCount(usage.promptTokenCount);
  if (prompt === undefined) return undefined;
  const output = (asCount(usage.candidatesTokenCount) ?? 0) + (asCount(usage.thoughtsTokenCount) ?? 0);
  return { prompt, read: asCount(usage.cachedContentTokenCount) ?? 0, written: 0, long: false, output };
}

/** pi counts what was neither read nor written as `input`. */
function ofPi(usage: JsonObject): RealUsage | undefined {
  const [input, read] = [asCount(usage.input), asCount(usage.cacheRead)];
  if (input === undefined || read === undefined) return undefined;
  const written = asCount(usage.cacheWrite) ?? 0;
  return { prompt: input + read + written, read, written, long: false, output: asCount(usage.output) ?? 0 };
}

function ofChat(usage: JsonObject): RealUsage | undefined {
  const prompt = asCount(usage.prompt_tokens);
  if (prompt === undefined) return undefined;
  const details = asObject(usage.prompt_tokens_details);
  const read =
    asCount(details?.cached_tokens) ??
    asCount(usage.cached_tokens) ??
    asCount(usage.cache_read_input_tokens) ??
    asCount(usage.prompt_cache_hit_tokens) ??
    0;
  const written =
    asCount(details?.cache_write_tokens) ??
    asCount(usage.cache_write_tokens) ??
    asCount(usage.cache_creation_input_tokens) ??
    0;
  return { prompt, read, written, long: false, output: asCount(usage.completion_tokens) ?? 0 };
}

function ofResponses(usage: JsonObject): RealUsage | undefined {
  const prompt = asCount(usage.input_tokens);
  const details = asObject(usage.input_tokens_details);
  const read = asCount(usage.cached_input_tokens) ?? asCount(details?.cached_tokens);
  if (prompt === undefined || (details === undefined && read === undefined)) return undefined;
  const written = asCount(details?.cache_write_tokens) ?? asCount(usage.cache_write_tokens) ?? 0;
  return { prompt, read: read ?? 0, written, long: false, output: asCount(usage.output_tokens) ?? 0 };
}

/** Anthropic counts what was neither read nor written as `input_tokens`. */
function ofAnthropic(usage: JsonObject): RealUsage | undefined {
  const input = asCount(usage.input_tokens);
  if (input === undefined) return undefined;
  const read = asCount(usage.cache_read_input_tokens) ?? 0;
  const writes = asObject(usage.cache_creation);
  const [short, long] = [
    asCount(writes?.ephemeral_5m_input_tokens) ?? 0,
    asCount(writes?.ephemeral_1h_input_tokens) ?? 0,
  ];
  const written = asCount(usage.cache_creation_input_tokens) ?? short + long;
  return { prompt: input + read + written, read, written, long: long > 0, output: asCount(usage.output_tokens) ?? 0 };
}
