import type { Transport } from "../upstream/transport.js";
import { AnswerRelay } from "./answer-relay.js";
import type { Outbound } from "./outbound.js";
import type { RunningCalls } from "./running-calls.js";

/** Sends a request to its upstream and the answer back as it comes. When the client leaves, the upstream call ends. */
export function forward(outbound: Outbound, transport: Transport, running: RunningCalls): void {
  const { exchange, upstream, target, headers, body } = outbound;
  const answer = new AnswerRelay(outbound);
  if (exchange.closed) {
    answer.settle({ how: "unsent" });
    return;
  }
  const call = transport.send(
    { origin: upstream.origin, path: upstream.basePath + target, method: exchange.method, headers, body },
    answer,
  );
  answer.onSettled(() => running.delete(call));
  if (!answer.settled) running.add(call);
  exchange.onAbort(() => {
    answer.settle({ how: "aborted" });
    call.abort();
  });
  exchange.onDrain(() => call.resume());
}
