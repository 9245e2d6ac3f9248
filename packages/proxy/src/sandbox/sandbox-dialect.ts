import type { JsonObject } from "@headroom/core";
import type { CacheRule } from "./cache-rule.js";
import type { StoredResponses } from "./openai-responses/stored-responses.js";
import type { Prompt } from "./prompt.js";
import type { Reply } from "./reply.js";
import type { SandboxProblem } from "./sandbox-problem.js";

/** A request as a format gets it. */
export interface SandboxRequest {
  readonly body: JsonObject;
  /** The value of a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** The model, where the address names it. */
  readonly model?: string;
  /** Whether the address asks for a stream. */
  readonly stream?: boolean;
  /** What this sandbox answered to OpenAI's responses before. */
  readonly responses: StoredResponses;
}

/** One request format: how it is checked, and how answers are written in it. */
export interface SandboxDialect {
  /** Whether tokens are counted and nothing is answered, so that nothing is cached either. */
  readonly countsOnly?: boolean;
  /** @throws SandboxProblem for a request that the provider would refuse. */
  read(request: SandboxRequest): Prompt;
  whole(reply: Reply, request: SandboxRequest): unknown;
  /** The server-sent events of a streamed answer, each ending with its blank line. */
  events(reply: Reply, request: SandboxRequest): readonly string[];
  problem(problem: SandboxProblem): unknown;
  /** Headers of a refusal. @default `retry-after` where the client should wait */
  problemHeaders?(problem: SandboxProblem): Readonly<Record<string, string>>;
  /** How the provider caches prompts of a model. */
  cacheRule(model: string): CacheRule;
}

/** A server-sent event without a name. */
export function dataEvent(data: unknown): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

/** A server-sent event that is named after its type. */
export function typedEvent<T extends { readonly type: string }>(data: T): string {
  return `event: ${data.type}\n${dataEvent(data)}`;
}
