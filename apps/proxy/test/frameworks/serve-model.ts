import { createSandbox, type Script } from "@headroom/proxy/sandbox";
import { type ServedSandbox, serveSandbox } from "../compatibility/serve-sandbox.js";

/** A sandbox whose model answers by the script, behind a real HTTP server that ends with the test. */
export function serveModel(script: Script): Promise<ServedSandbox> {
  return serveSandbox(createSandbox({ script }));
}

/** Whether each request that arrived has the text, in order. */
export function arrived({ exchanges }: ServedSandbox, text: string): readonly boolean[] {
  return exchanges.map(({ body }) => body.includes(text));
}
