import { once } from "node:events";
import { type EngineParts, openEngineParts } from "../config/engine-parts.js";
import { type ProxySettings, readProxySettings } from "../config/proxy-settings.js";
import { readConfig } from "../config/read-config.js";
import { storePath } from "../config/store-path.js";
import type { Command, World } from "./command.js";
import { InputError } from "./flags.js";
import { writeTo } from "./input-output.js";

const HELP = `headroom proxy [options]

Serves an HTTP proxy that makes requests smaller on their way to the provider.

  -p, --port N              port to listen on, 0 for any free one (8787; HEADROOM_PORT)
  --host ADDRESS            address to listen on (127.0.0.1; HEADROOM_HOST)
  --upstream [PROVIDER=]URL where requests go, for one provider (openai, anthropic, google, cohere, mistral, litellm)
                            or all; may be repeated (the official addresses, and http://127.0.0.1:4000 for a LiteLLM
                            gateway; OPENAI_TARGET_API_URL and so on). Clients reach the last two under /mistral and
                            /litellm, since their paths are those of others
  --sandbox                 answer requests in this process by a script, for trying things out: no key, no network,
                            no model; usage counts cached tokens by the providers' rules
  --store PATH              where originals are kept; :memory: keeps them until the end
                            (~/.headroom/headroom.db; HEADROOM_STORE)
  --no-optimize             pass every request on as it comes
  --mode MODE               optimize (default), audit, simulate, off
  --profile NAME            lossless, balanced (default), aggressive
  --retrieval MEANS         how models fetch what was left out: auto (default), shell, tool, assume, off
  --min-tokens N            smallest tool output from which parts are left out (200)
  --max-items N             most rows kept of it (50)
  --config FILE             options as JSON; flags go before it
  --max-body MB             longest body that is optimized (100)
  --over-limit WHAT         a longer one: forward as it comes (default), or reject with 413
  --traffic KIND            how requests are paid for: auto (default) tells by their headers, key, subscription. With
                            the login of a plan nothing is left out of a request and nothing is added
  --allow-host NAME         another name by which clients call a proxy on a loopback address; may be repeated

Caching and rate limits are off, so --no-cache and --no-rate-limit change nothing.
`;

/** `headroom proxy`: serves until the process is asked to end. */
export const proxyCommand: Command = {
  name: "proxy",
  summary: "serve the proxy between clients and providers",
  endsOnSignal: true,
  async run(argv, world) {
    // The other commands start without the server's dependencies.
    const proxy = await import("@headroom/proxy");
    const settings = readProxySettings(argv, world.env, proxy);
    if (settings.help) {
      await writeTo(world.stdout, HELP);
      return 0;
    }
    const parts = settings.optimize ? await openEngineParts(storePath(settings.store, world.env)) : undefined;
    try {
      const server = await proxy.serveProxy(await serveOptions(settings, parts, world)).catch((error: unknown) => {
        throw error instanceof proxy.ListenError ? new InputError(error.message) : error;
      });
      await writeTo(world.stdout, startLine(server.url, settings.sandbox));
      await ended(world);
      await server.close();
      return 0;
    } finally {
      parts?.close();
    }
  },
};

async function serveOptions(settings: ProxySettings, parts: EngineParts | undefined, { stderr }: World) {
  const { host, port, upstreams, allowedHosts, maxBodyBytes, overLimit, traffic } = settings;
  const { models, ...config } = await readConfig(settings.config);
  const smartCrusher = { ...config.smartCrusher, ...settings.smartCrusher };
  return {
    host,
    port,
    upstreams,
    onFailure: (code: string, error: unknown) => void stderr.write(`headroom: ${code} (${placeOf(error)})\n`),
    optimize: parts !== undefined && { ...config, ...settings.optimization, smartCrusher, ...parts.options },
    ...(allowedHosts.length > 0 && { allowedHosts }),
    ...(maxBodyBytes !== undefined && { maxBodyBytes }),
    ...(overLimit !== undefined && { overLimit }),
    ...(traffic !== undefined && { traffic }),
    ...(models !== undefined && { models }),
    ...(settings.sandbox && { transport: await sandboxTransport() }),
  };
}

async function sandboxTransport() {
  const { createSandboxTransport } = await import("@headroom/proxy/sandbox");
  return createSandboxTransport();
}

/** Kind and place of an error. Its message stays out, since it may quote a request. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = /^ +at (.*)$/m.exec(error.stack ?? "")?.[1];
  return frame === undefined ? error.name : `${error.name} at ${frame}`;
}

function startLine(url: string, sandbox: boolean): string {
  return `headroom listens on ${url}${sandbox ? " with the sandbox behind it" : ""} - point clients at it: ANTHROPIC_BASE_URL=${url} or OPENAI_BASE_URL=${url}/v1\n`;
}

async function ended({ signal }: World): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
