import { createHash } from "node:crypto";
import { asObject, type JsonObject, type JsonValue } from "@headroom/core";
import { encodingForModel, loadTokenizer } from "@headroom/tokenizers";
import { Hono } from "hono";
import { answerWithFault } from "./answer-with-fault.js";
import { type Fault, faultOf } from "./fault.js";
import { createStoredResponses, type StoredResponses } from "./openai-responses/stored-responses.js";
import type { Answer, Prompt, PromptBlock } from "./prompt.js";
import { createPromptCache, type PromptCache } from "./prompt-cache.js";
import { createRateLimiter, type RateLimit, type RateLimiter } from "./rate-limit.js";
import type { Reply } from "./reply.js";
import type { SandboxDialect, SandboxRequest } from "./sandbox-dialect.js";
import { SandboxProblem, wrong } from "./sandbox-problem.js";
import { modelList, SANDBOX_ROUTES, type SandboxRoute } from "./sandbox-routes.js";
import { type Script, scriptedAnswer } from "./script.js";

/** What a sandbox can be told. */
export interface SandboxOptions {
  /** Milliseconds since the epoch; prompt caches and answers are dated by it. @default Date.now */
  readonly now?: () => number;
  /** What the model answers. @default a tool call where one suits, otherwise a short text */
  readonly script?: Script;
  /** How many requests with one key are answered. @default all */
  readonly rateLimit?: RateLimit;
}

/** Providers that answer by a script, without a model, a key or a network. */
export interface Sandbox {
  /** Answers a request as the provider whose path it names would. */
  fetch(request: Request): Promise<Response>;
}

/**
 * Creates a sandbox with an empty prompt cache. Requests are checked as the providers check them, usage counts cached
 * tokens by each provider's rules, and the header `x-sandbox-fault: 429` or a model name with `sandbox-429` in it makes an
 * answer fail. Other words for it are 400, 401, 403, 404, 413, 500, 503, 529, reset, truncated, unfinished, malformed, stall,
 * silent, drip, gzip and zstd.
 *
 * @example
 * const sandbox = createSandbox();
 * const body = JSON.stringify({ model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }] });
 * await sandbox.fetch(new Request("http://sandbox/v1/chat/completions", { method: "POST", body }));
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { now = Date.now, script = scriptedAnswer, rateLimit } = options;
  const world: SandboxWorld = {
    now,
    script,
    cache: createPromptCache(now),
    responses: createStoredResponses(),
    limiter: rateLimit && createRateLimiter(rateLimit, now),
  };
  const app = new Hono();
  app.get("/v1/models", (context) => context.json(modelList()));
  for (const route of SANDBOX_ROUTES) {
    app.post(route.path, async ({ req }) => answerRequest(route, req.raw, req.param("call"), world));
  }
  app.notFound(({ req, json }) =>
    json({ error: { type: "not_found_error", message: `The sandbox does not serve ${req.method} ${req.path}.` } }, 404),
  );
  return { fetch: async (request) => app.fetch(request) };
}

interface SandboxWorld {
  readonly now: () => number;
  readonly script: Script;
  readonly cache: PromptCache;
  readonly responses: StoredResponses;
  readonly limiter: RateLimiter | undefined;
}

async function answerRequest(
  route: SandboxRoute,
  raw: Request,
  call: string | undefined,
  world: SandboxWorld,
): Promise<Response> {
  const header = (name: string) => raw.headers.get(name) ?? undefined;
  let dialect: SandboxDialect = route.dialect({}, raw.url);
  try {
    const body = await readBody(raw);
    dialect = route.dialect(body, raw.url);
    const { responses } = world;
    const request: SandboxRequest = { body, header, responses, ...route.fromAddress?.(call ?? "") };
    const key = [header("authorization"), header("x-api-key"), header("x-goog-api-key")].join("\n");
    world.limiter?.take(key);
    const prompt = dialect.read(request);
    const fault = faultOf(header("x-sandbox-fault"), prompt.model);
    const scope = `${key}\n${prompt.model}`;
    const reply = await replyTo(prompt, dialect, scope, world);
    if (prompt.stream) return await streamed(dialect.events(reply, request), fault);
    return await whole(dialect.whole(reply, request), fault);
  } catch (error) {
    if (!(error instanceof SandboxProblem)) throw error;
    const headers = (dialect.problemHeaders ?? retryHeaders)(error);
    return Response.json(dialect.problem(error), { status: error.status, headers });
  }
}

function retryHeaders({ details: { retryAfter } }: SandboxProblem): Record<string, string> {
  return retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
}

async function readBody(raw: Request): Promise<JsonObject> {
  let value: JsonValue;
  try {
    value = JSON.parse(await raw.text()) as JsonValue;
  } catch {
    throw wrong("The body of the request could not be parsed as JSON.");
  }
  const body = asObject(value);
  if (body === undefined) throw wrong("The body of the request must be a JSON object.");
  return body;
}

async function replyTo(prompt: Prompt, dialect: SandboxDialect, scope: string, world: SandboxWorld): Promise<Reply> {
  const tokenizer = await loadTokenizer(encodingForModel(prompt.model).encoding);
  const counted = prompt.blocks.map((block) => ({ ...block, ids: idsOf(block, (text) => tokenizer.encode(text)) }));
  const cache = dialect.countsOnly === true ? createPromptCache(world.now) : world.cache;
  const input = cache.use(scope, counted, dialect.cacheRule(prompt.model));
  const answer = world.script(prompt);
  const count = (text: string) => tokenizer.count(text);
  return {
    ...finish(answer, prompt, count),
    ...identity(prompt, answer),
    inputIds: counted.flatMap(({ ids }) => ids),
    input,
    created: Math.floor(world.now() / 1000),
  };
}

function idsOf({ text, tokens }: PromptBlock, encode: (text: string) => readonly number[]): readonly number[] {
  if (tokens === undefined) return encode(text);
  // What is no text counts as many tokens, all of which change when it changes.
  const id = -1 - createHash("sha256").update(text).digest().readUInt32BE();
  return new Array<number>(tokens).fill(id);
}

/** The answer within its limit. A limit that cuts a call off leaves the call out. */
function finish(
  { text, calls }: Answer,
  { limit = Number.POSITIVE_INFINITY }: Prompt,
  count: (text: string) => number,
) {
  const callTokens = calls.map(({ name, input }) => count(name) + count(JSON.stringify(input)) + 8);
  const outputTokens = count(text) + callTokens.reduce((sum, tokens) => sum + tokens, 0);
  if (outputTokens <= limit) return { text, outputTokens, stop: calls.length > 0 ? "calls" : "end" } as const;
  let shorter = text;
  while (shorter !== "" && count(shorter) > limit)
    shorter = shorter.slice(0, Math.floor(shorter.length * 0.75)).trimEnd();
  return { text: shorter, outputTokens: limit, stop: "limit" } as const;
}

/** Ids follow from the prompt, so that a test can run twice; they differ between the turns of a conversation. */
function identity(
  { model, blocks, limit = Number.POSITIVE_INFINITY }: Prompt,
  { calls }: Answer,
): Pick<Reply, "id" | "model" | "calls"> {
  const hash = createHash("sha256");
  for (const { text } of blocks) hash.update(text).update("\0");
  const seed = hash.digest("hex");
  const id = (name: string) => createHash("sha256").update(seed).update(name).digest("hex").slice(0, 24);
  const answered = calls.map((call, index) => ({ ...call, id: id(`call ${index}`) }));
  return { id: id("answer"), model, calls: limit < 8 ? [] : answered };
}

function whole(value: unknown, fault: Fault | undefined): Promise<Response> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  if (fault === undefined) return Promise.resolve(Response.json(value));
  const pieces = [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)];
  return answerWithFault({ contentType: "application/json", pieces, nonsense: '{"' }, fault);
}

function streamed(events: readonly string[], fault: Fault | undefined): Promise<Response> {
  const encoder = new TextEncoder();
  const pieces = events.map((event) => encoder.encode(event));
  const nonsense = 'data: {"half": \n\nno field at all\n\n';
  return answerWithFault({ contentType: "text/event-stream; charset=utf-8", pieces, nonsense }, fault);
}
