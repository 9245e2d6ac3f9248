import { SandboxProblem } from "./sandbox-problem.js";

/** What goes wrong on demand. */
export type Fault = "truncated" | undefined;

const MESSAGES: Readonly<Record<string, string>> = {
  "429": "Rate limit reached, as the request asked for.",
  "500": "The server had an error, as the request asked for.",
  "503": "The server is not available, as the request asked for.",
  "529": "Overloaded, as the request asked for.",
};

const WORD = /^(429|500|503|529|truncated)$/;
const IN_MODEL = /\bsandbox-(429|500|503|529|truncated)\b/;

/**
 * Reads from the header `x-sandbox-fault` or from a model name that holds `sandbox-429` what is to go wrong.
 *
 * @throws SandboxProblem with the status that is asked for.
 */
export function faultOf(header: string | undefined, model: string): Fault {
  const word = WORD.exec(header ?? "")?.[1] ?? IN_MODEL.exec(model)?.[1];
  if (word === undefined || word === "truncated") return word as Fault;
  throw new SandboxProblem(Number(word), MESSAGES[word] ?? "", word === "429" ? { retryAfter: 1 } : {});
}
