import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTelemetrySink, serveProxy } from "../src/index.js";
import { createSandboxTransport } from "../src/sandbox/index.js";
import { closeAfterTest } from "./support/start-pair.js";

const PARENT = { trace: "0af7651916cd43dd8448eb211c80319c", span: "b7ad6b7169203331" };
const CANARY = "sk-canary-0123456789abcdef";

/** A proxy whose requests are recorded, and what was recorded. */
async function start() {
  const spans = new InMemorySpanExporter();
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const figures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: figures, exportIntervalMillis: 3_600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  onTestFinished(async () => {
    await Promise.all([tracers.shutdown(), meters.shutdown()]);
  });
  const onRequest = openTelemetrySink({ tracer: tracers.getTracer("test"), meter: meters.getMeter("test") });
  const transport = createSandboxTransport();
  const proxy = closeAfterTest(await serveProxy({ port: 0, optimize: {}, transport, onRequest }));
  const ask = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(proxy.url + path, { method: "POST", body: JSON.stringify(body), headers });
    return answer.text();
  };
  return {
    ask,
    /** What is there once `count` requests are recorded, which is a little after their answers. */
    async recorded(count: number) {
      await expect.poll(() => spans.getFinishedSpans().length).toBe(count);
      await reader.forceFlush();
      const [resource] = figures.getMetrics().slice(-1);
      const metrics = resource?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
      return { spans: spans.getFinishedSpans(), metrics };
    },
  };
}

const MESSAGES = [{ role: "user", content: "Hello" }];
const STREAM = { model: "gpt-5.5", messages: MESSAGES, stream: true, stream_options: { include_usage: true } };

describe("OpenTelemetry", () => {
  it("gets a span of each request that asks a model, as a part of the client's trace", async () => {
    const { ask, recorded } = await start();
    await ask("/v1/chat/completions", STREAM, {
      traceparent: `00-${PARENT.trace}-${PARENT.span}-01`,
      "x-headroom-session": "one",
    });
    const [span] = (await recorded(1)).spans;
    expect(span).toMatchObject({
      name: "chat gpt-5.5",
      kind: SpanKind.CLIENT,
      parentSpanContext: { traceId: PARENT.trace, spanId: PARENT.span },
      status: { code: SpanStatusCode.UNSET },
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-5.5",
        "gen_ai.request.stream": true,
        "gen_ai.conversation.id": "one",
        "gen_ai.usage.input_tokens": expect.any(Number),
        "gen_ai.usage.output_tokens": expect.any(Number),
        "gen_ai.response.time_to_first_chunk": expect.any(Number),
        "http.response.status_code": 200,
        "headroom.tokens.saved": 0,
      },
    });
    expect(span?.spanContext().traceId).toBe(PARENT.trace);
  });

  it("gets the names of its conventions, errors as such, and nothing of requests that ask no model", async () => {
    const { ask, recorded } = await start();
    await ask("/v1/messages/count_tokens", { model: "claude-sonnet-5", messages: MESSAGES });
    await ask("/v1beta/models/gemini-3.5-flash:generateContent", { contents: [{ parts: [{ text: "Hello" }] }] });
    await ask("/v1/messages", { model: "claude-sonnet-5" });
    const { spans } = await recorded(2);
    expect(spans.map(({ name, attributes }) => [name, attributes["gen_ai.provider.name"]])).toEqual([
      ["generate_content gemini-3.5-flash", "gcp.gemini"],
      ["chat claude-sonnet-5", "anthropic"],
    ]);
    expect(spans[1]).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { "error.type": "status_400" },
    });
  });

  it("gets figures of tokens and times", async () => {
    const { ask, recorded } = await start();
    await ask("/v1/chat/completions", STREAM);
    const { metrics } = await recorded(1);
    const found = metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes }) => [descriptor.name, descriptor.unit, attributes["gen_ai.token.type"]]),
    );
    expect(found).toEqual(
      expect.arrayContaining([
        ["gen_ai.client.token.usage", "{token}", "input"],
        ["gen_ai.client.token.usage", "{token}", "output"],
        ["gen_ai.client.operation.duration", "s", undefined],
        ["gen_ai.client.operation.time_to_first_chunk", "s", undefined],
        ["headroom.transform.duration", "s", undefined],
      ]),
    );
  });

  it("gets nothing of what was said, and no secret", async () => {
    const { ask, recorded } = await start();
    const body = { model: "gpt-5.5", messages: [{ role: "user", content: `The key is ${CANARY}` }] };
    await ask(`/v1/chat/completions?key=${CANARY}`, body, { authorization: `Bearer ${CANARY}`, traceparent: CANARY });
    const { spans, metrics } = await recorded(1);
    const [{ name, attributes, events, parentSpanContext } = {}] = spans;
    expect(parentSpanContext).toBeUndefined();
    expect(JSON.stringify([name, attributes, events, metrics])).not.toContain("canary");
  });
});
