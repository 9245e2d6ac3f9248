import type { Provider } from "@headroom/core";
import type { Exchange } from "./exchange/exchange.js";
import type { HeaderLines } from "./headers/header-lines.js";

/** Something that keeps a request from being answered by its provider. */
export interface Problem {
  readonly status: number;
  /** A stable word. */
  readonly code: string;
  /** What happened and what to do next. Holds no secret. */
  readonly message: string;
  readonly source: "headroom" | "upstream";
}

/** Answers with a problem in the form that the provider's clients read. */
export function answerProblem(exchange: Exchange, problem: Problem, provider: Provider, added: HeaderLines = []): void {
  const body = new TextEncoder().encode(JSON.stringify(provider.errorBody(problem)));
  const headers = [
    "content-type",
    "application/json",
    "content-length",
    String(body.length),
    "x-headroom-error-source",
    problem.source,
    "x-headroom-error-code",
    problem.code,
    ...added,
  ];
  exchange.start({ status: problem.status, reason: "", headers });
  if (exchange.method !== "HEAD") exchange.write(body);
  exchange.end();
}
