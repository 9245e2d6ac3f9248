import { openaiProvider } from "@headroom/providers-openai";
import { describe, expect, it } from "vitest";
import type { AnswerObserver } from "../answer/answer-observer.js";
import type { ResponseHead } from "../exchange/exchange.js";
import { WebExchange } from "../exchange/web-exchange.js";
import { createJournal } from "../journal/journal.js";
import type { ResponseReceiver, Transport } from "../upstream/transport.js";
import { parseUpstream } from "../upstream/upstream.js";
import { forward } from "./forward.js";
import { composeSteps, type Outbound, type RelayStep } from "./outbound.js";
import { RunningCalls } from "./running-calls.js";

const HEAD: ResponseHead = { status: 200, reason: "OK", headers: ["content-type", "text/plain"] };

/** A transport that is played by the test. */
function played() {
  const sent: ResponseReceiver[] = [];
  const transport: Transport = {
    send: (_request, receiver) => {
      sent.push(receiver);
      return { abort: () => receiver.fail(new Error("aborted")), resume: () => {} };
    },
    close: async () => {},
  };
  return { transport, answer: () => sent[0] as ResponseReceiver, sent };
}

/** A request, what its observer is told, and the way of its client to leave. */
function request() {
  const client = new AbortController();
  const told: unknown[] = [];
  const observer: AnswerObserver = {
    start: ({ status }) => told.push(status),
    data: (chunk) => told.push(new TextDecoder().decode(chunk)),
    end: (end) => told.push(end),
  };
  const exchange = new WebExchange(new Request("http://proxy/v1/models", { signal: client.signal }));
  exchange.response.catch(() => {});
  const journal = createJournal({ sinks: [], keepsContent: false });
  const outbound: Outbound = {
    draft: journal.begin(exchange, { provider: openaiProvider, match: undefined }),
    exchange,
    provider: openaiProvider,
    match: undefined,
    upstream: parseUpstream("http://upstream"),
    target: "/v1/models",
    tenant: "local",
    caller: "",
    headers: [],
    body: undefined,
    added: [],
    report: undefined,
    observers: [observer],
    facts: async () => undefined,
  };
  return { outbound, told, leave: () => client.abort() };
}

describe("who watches an answer", () => {
  it("is told of its head, its bytes and its end", async () => {
    const { outbound, told } = request();
    const { transport, answer } = played();
    forward(outbound, transport, new RunningCalls());
    answer().start(HEAD);
    answer().data(new TextEncoder().encode("one"));
    answer().end();
    expect(told).toEqual([200, "one", { how: "complete" }]);
    expect(await (await outbound.exchange.response).text()).toBe("one");
  });

  it("is told once that the client left", () => {
    const { outbound, told, leave } = request();
    const { transport, answer } = played();
    forward(outbound, transport, new RunningCalls());
    answer().start(HEAD);
    leave();
    expect(told).toEqual([200, { how: "aborted" }]);
  });

  it("is told that the request did not go out, because the client had left before", () => {
    const { outbound, told, leave } = request();
    const { transport, sent } = played();
    leave();
    forward(outbound, transport, new RunningCalls());
    expect([told, sent]).toEqual([[{ how: "unsent" }], []]);
  });

  it.each([[[]], [[HEAD]]])("is told that the upstream failed", (heads) => {
    const { outbound, told } = request();
    const { transport, answer } = played();
    forward(outbound, transport, new RunningCalls());
    for (const head of heads) answer().start(head);
    const error = new Error("broken");
    answer().fail(error);
    expect(told.at(-1)).toEqual({ how: "failed", error });
  });
});

describe("steps before a provider", () => {
  it("get a request in their order, and may answer it", async () => {
    const passed: string[] = [];
    const step =
      (name: string, sendsOn = true): RelayStep =>
      (outbound, next) => {
        passed.push(name);
        return sendsOn ? next(outbound) : undefined;
      };
    const end = () => void passed.push("sent");
    const { outbound } = request();
    await composeSteps([step("first"), step("second")], end)(outbound);
    await composeSteps([step("answers", false), step("never")], end)(outbound);
    await composeSteps([], end)(outbound);
    expect(passed).toEqual(["first", "second", "sent", "answers", "sent"]);
  });
});
