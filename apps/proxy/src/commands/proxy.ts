import { once } from "node:events";
import { StoreError } from "@headroom/core";
import { CONFIG_OPTION, OPTION_GROUPS, optionHelp, readProxyConfig } from "@headroom/proxy/config";
import { sessionSummary } from "../session-summary.js";
import type { Command, World } from "./command.js";
import { InputError } from "./flags.js";
import { writeTo } from "./input-output.js";

/** `headroom proxy`: serves until the process is asked to end. */
export const proxyCommand: Command = {
  name: "proxy",
  summary: "serve the proxy between clients and providers",
  help,
  takes: "nothing",
  onSignal: "end-itself",
  async run(argv, world) {
    const config = await readProxyConfig({ argv, env: world.env });
    // The other commands start without the server's dependencies.
    const { ListenError, runServer } = await import("@headroom/proxy");
    const onFailure = (code: string, error: unknown) =>
      void world.stderr.write(`headroom: ${code} (${causeOf(error)})\n`);
    const server = await runServer(config, { env: world.env, onFailure, workerUrl: world.workerUrl }).catch(
      (error: unknown) => {
        throw error instanceof ListenError ? new InputError(error.message) : error;
      },
    );
    await writeTo(world.stdout, startLines(server.url, config.sandbox));
    await ended(world);
    await server.close();
    if (server.totals.requests > 0) await writeTo(world.stdout, sessionSummary(server.totals));
    return 0;
  },
};

function help(): string {
  const groups = OPTION_GROUPS.map(({ title, options }) => `${title}\n${optionHelp(options)}`);
  return `headroom proxy [options]

Serves an HTTP proxy that makes requests smaller on their way to the provider.

  headroom proxy                                    listens on http://127.0.0.1:8787
  headroom proxy --sandbox                          without a key or a network, to try it out
  headroom proxy --upstream openai=http://gpu:8000  in front of a server of your own
  ANTHROPIC_BASE_URL=http://127.0.0.1:8787 claude   a client that uses the proxy

${groups.join("\n")}
${optionHelp({ config: CONFIG_OPTION })}
A flag overrides its environment variable (HEADROOM_PORT for --port), and the variable overrides the configuration file.
A flag without a value also has a no- form that turns it off again: --no-cache, --no-rate-limit. Upstreams can also be set
with OPENAI_TARGET_API_URL, ANTHROPIC_TARGET_API_URL and so on. API keys come from the clients: the proxy has none.
`;
}

/** Kind and place of an error. Its message stays out, since it may quote a request; those of stores do not. */
function causeOf(error: unknown): string {
  if (StoreError.isInstance(error)) return error.message;
  if (!(error instanceof Error)) return typeof error;
  const frame = /^ +at (.*)$/m.exec(error.stack ?? "")?.[1];
  return frame === undefined ? error.name : `${error.name} at ${frame}`;
}

function startLines(url: string, sandbox: boolean): string {
  return `headroom listens on ${url}${sandbox ? " with the sandbox behind it" : ""} - point clients at it: ANTHROPIC_BASE_URL=${url} or OPENAI_BASE_URL=${url}/v1
dashboard: ${url}/dashboard
`;
}

async function ended({ signal }: World): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
