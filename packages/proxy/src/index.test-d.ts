import type { Hono } from "hono";
import { expectTypeOf } from "vitest";
import {
  createApp,
  createUndiciTransport,
  type ProxyEnvironment,
  type RunningProxy,
  serveProxy,
  type Transport,
} from "./index.js";
import { createSandbox, createSandboxTransport, scriptedAnswer } from "./sandbox/index.js";

expectTypeOf(createApp({ optimize: {} })).toEqualTypeOf<Hono<ProxyEnvironment>>();
expectTypeOf(serveProxy({ optimize: false, port: 0 })).toEqualTypeOf<Promise<RunningProxy>>();
expectTypeOf(createUndiciTransport({ firstByteTimeoutMs: 60_000 })).toEqualTypeOf<Transport>();
expectTypeOf(createSandboxTransport(createSandbox({ script: scriptedAnswer }))).toEqualTypeOf<Transport>();
createApp({ optimize: { profile: "lossless" }, upstreams: { openai: "http://127.0.0.1:11434" } });

// @ts-expect-error Whether requests are optimized must be said.
createApp({});
// @ts-expect-error There is no such kind of traffic.
createApp({ optimize: {}, traffic: "free" });
// @ts-expect-error There is no such profile.
serveProxy({ optimize: { profile: "fast" } });
// @ts-expect-error There is no such option.
serveProxy({ optimize: false, hostname: "127.0.0.1" });
