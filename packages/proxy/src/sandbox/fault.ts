import { SandboxProblem } from "./sandbox-problem.js";

/**
 * What goes wrong with an answer on demand:
 *
 * - `reset`: the connection breaks before the first byte of the body.
 * - `truncated`: it breaks halfway.
 * - `unfinished`: the body ends halfway, as if that were all.
 * - `malformed`: halfway stands something that is no JSON.
 * - `stall`: nothing comes after the first half.
 * - `silent`: nothing comes at all.
 * - `drip`: the bytes come one by one.
 * - `gzip`, `zstd`: the body is encoded, whatever the client accepts.
 */
export type Fault = (typeof FAULTS)[number];

const FAULTS = ["reset", "truncated", "unfinished", "malformed", "stall", "silent", "drip", "gzip", "zstd"] as const;

const MESSAGES: Readonly<Record<string, string>> = {
  "400": "The request is wrong, as it asked for.",
  "401": "The key is wrong, as the request asked for.",
  "403": "The key may not do this, as the request asked for.",
  "404": "There is no such thing, as the request asked for.",
  "413": "The request is too large, as it asked for.",
  "429": "Rate limit reached, as the request asked for.",
  "500": "The server had an error, as the request asked for.",
  "503": "The server is not available, as the request asked for.",
  "529": "Overloaded, as the request asked for.",
};

const WORDS = [...Object.keys(MESSAGES), ...FAULTS].join("|");
const WORD = new RegExp(`^(${WORDS})$`);
const IN_MODEL = new RegExp(`\\bsandbox-(${WORDS})\\b`);

/**
 * Reads from the header `x-sandbox-fault` or from a model name that holds `sandbox-429` what is to go wrong.
 *
 * @throws SandboxProblem with the status that is asked for.
 */
export function faultOf(header: string | undefined, model: string): Fault | undefined {
  const word = WORD.exec(header ?? "")?.[1] ?? IN_MODEL.exec(model)?.[1];
  if (word === undefined) return undefined;
  const message = MESSAGES[word];
  if (message === undefined) return word as Fault;
  throw new SandboxProblem(Number(word), message, word === "429" ? { retryAfter: 1 } : {});
}
