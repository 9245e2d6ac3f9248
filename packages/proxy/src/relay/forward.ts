import type { Provider } from "@headroom/core";
import type { Exchange, RequestBody, ResponseHead } from "../exchange/exchange.js";
import type { HeaderLines } from "../headers/header-lines.js";
import { responseHeaders } from "../headers/response-headers.js";
import { answerProblem } from "../problem.js";
import type { ResponseReceiver, Transport } from "../upstream/transport.js";
import type { Upstream } from "../upstream/upstream.js";
import { upstreamProblem } from "../upstream/upstream-problem.js";

export interface Forwarding {
  readonly transport: Transport;
  readonly provider: Provider;
  readonly upstream: Upstream;
  /** Path and query at the provider, without the upstream's base path. */
  readonly target: string;
  readonly headers: readonly string[];
  readonly body: RequestBody | undefined;
  /** Lines for the client, added to those of the upstream. */
  readonly added: HeaderLines;
}

/** Sends a request to its upstream and the answer back as it comes. When the client leaves, the upstream call ends. */
export function forward(exchange: Exchange, forwarding: Forwarding): void {
  const { transport, upstream, target, headers, body } = forwarding;
  if (exchange.closed) return;
  const call = transport.send(
    { origin: upstream.origin, path: upstream.basePath + target, method: exchange.method, headers, body },
    new AnswerRelay(exchange, forwarding),
  );
  exchange.onAbort(() => call.abort());
  exchange.onDrain(() => call.resume());
}

class AnswerRelay implements ResponseReceiver {
  constructor(
    private readonly exchange: Exchange,
    private readonly forwarding: Forwarding,
  ) {}

  start({ status, reason, headers }: ResponseHead): void {
    this.exchange.start({ status, reason, headers: responseHeaders(headers, status, this.forwarding.added) });
  }

  data(chunk: Uint8Array): boolean {
    return this.exchange.write(chunk);
  }

  end(): void {
    this.exchange.end();
  }

  fail(error: Error): void {
    if (this.exchange.closed) return;
    if (this.exchange.started) {
      this.exchange.abort();
      return;
    }
    const { provider, upstream, added } = this.forwarding;
    answerProblem(this.exchange, upstreamProblem(error, upstream.origin), provider, added);
  }
}
