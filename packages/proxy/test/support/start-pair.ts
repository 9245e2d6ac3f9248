import { afterEach } from "vitest";
import { PROVIDERS, type RunningProxy, type ServeOptions, serveProxy } from "../../src/index.js";
import { type HeadScript, type Script, type ScriptedUpstream, startUpstream } from "./scripted-upstream.js";

const open: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
  for (const started of open.splice(0).reverse()) await started.close();
});

/** Closes `started` when the test ends. */
export function closeAfterTest<T extends { close(): Promise<void> }>(started: T): T {
  open.push(started);
  return started;
}

/** A scripted provider, and a listening proxy in front of it. Both end with the test. */
export async function startPair(
  script: Script,
  { onHead, ...options }: Partial<ServeOptions> & { readonly onHead?: HeadScript } = {},
): Promise<{ readonly upstream: ScriptedUpstream; readonly proxy: RunningProxy }> {
  const upstream = closeAfterTest(await startUpstream(script, onHead));
  const upstreams = Object.fromEntries(PROVIDERS.map(({ name }) => [name, upstream.url]));
  const proxy = closeAfterTest(await serveProxy({ port: 0, graceMs: 500, optimize: false, upstreams, ...options }));
  return { upstream, proxy };
}
