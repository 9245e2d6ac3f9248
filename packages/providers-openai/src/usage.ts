import { asCount, asObject, type JsonObject, type JsonValue, type Usage, usageOf } from "@headroom/core";
import { readWritten } from "./read-written.js";

/**
 * Usage of a whole answer or of one chunk of a streamed answer. Cached tokens are part of `prompt_tokens`; where a compatible
 * server reports them under a name of its own, that is read too.
 */
export function readUsage(response: JsonValue): Usage | undefined {
  const usage = asObject(asObject(response)?.usage);
  const prompt = asObject(usage?.prompt_tokens_details);
  return usageOf({
    inputTokens: asCount(usage?.prompt_tokens),
    outputTokens: outputOf(usage),
    cacheReadTokens: asCount(prompt?.cached_tokens) ?? asCount(usage?.prompt_cache_hit_tokens),
    ...readWritten(prompt, asCount(prompt?.cache_write_tokens) ?? asCount(usage?.cache_write_tokens)),
    reasoningTokens: reasoningOf(usage),
  });
}

/**
 * All output tokens. Some compatible servers leave reasoning out of `completion_tokens`, which shows where only prompt,
 * completion and reasoning together make up their total.
 */
function outputOf(usage: JsonObject | undefined): number | undefined {
  const prompt = asCount(usage?.prompt_tokens);
  const completion = asCount(usage?.completion_tokens);
  const reasoning = reasoningOf(usage);
  if (prompt === undefined || completion === undefined || reasoning === undefined) return completion;
  return asCount(usage?.total_tokens) === prompt + completion + reasoning ? completion + reasoning : completion;
}

function reasoningOf(usage: JsonObject | undefined): number | undefined {
  return asCount(asObject(usage?.completion_tokens_details)?.reasoning_tokens);
}
