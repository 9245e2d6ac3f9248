import { once } from "node:events";
import type { McpOptions } from "@headroom/mcp";
import {
  boolean,
  CONFIG_OPTION,
  integer,
  list,
  OPTIMIZER_OPTIONS,
  optionalText,
  optionHelp,
  PROXY_OPTIONS,
  readConfigFile,
  readOptions,
  text,
} from "@headroom/proxy/config";
import { openOptimizerParts, storePath } from "@headroom/proxy/parts";
import type { Command, World } from "./command.js";
import { InputError, refuseExtra, UsageError } from "./flags.js";
import { writeTo } from "./input-output.js";

const { mode, profile, format, minTokensToCrush, maxItemsAfterCrush, smartCrusher, textCrusher } = OPTIMIZER_OPTIONS;
const { verbatimTools, dataTools, tenant } = OPTIMIZER_OPTIONS;

/** Where this command listens, which the configuration file says of the proxy only. */
const LISTEN_OPTIONS = {
  http: boolean({
    flag: "http",
    env: false,
    default: false,
    about: "serve over streamable HTTP at /mcp instead of standard input and output",
  }),
  host: text({ flag: "host", env: false, placeholder: "ADDRESS", default: "127.0.0.1", about: "address to listen on" }),
  port: integer({
    flag: "port",
    env: false,
    short: "p",
    default: 8788,
    least: 0,
    most: 65_535,
    about: "port to listen on",
  }),
  allowedHosts: list({
    flag: "allow-host",
    env: false,
    placeholder: "NAME",
    about: "another host name by which clients reach the server; may be repeated",
  }),
} as const;

/** The proxy that is asked for its sums. */
const PROXY_URL = optionalText({
  flag: "proxy",
  env: "HEADROOM_PROXY_URL",
  placeholder: "URL",
  about: "address of a running proxy, whose totals headroom_stats then reports, too",
});

const OPTIONS = {
  ...LISTEN_OPTIONS,
  proxyUrl: PROXY_URL,
  mode,
  profile,
  format,
  minTokensToCrush,
  maxItemsAfterCrush,
  smartCrusher,
  textCrusher,
  verbatimTools,
  dataTools,
  tenant,
  store: PROXY_OPTIONS.store,
  config: CONFIG_OPTION,
} as const;
type Values = ReturnType<typeof readOptions<typeof OPTIONS>>["values"];

/** `headroom mcp`: Headroom's tools for clients of the Model Context Protocol, or another server with shorter results. */
export const mcpCommand: Command = {
  name: "mcp",
  summary: "serve tools to MCP clients, or make the results of an MCP server shorter",
  help,
  onSignal: "end-itself",
  async run(argv, world) {
    const { own, command } = divide(argv);
    const values = await readArguments(own, command, world);
    const parts = await openOptimizerParts(storePath(values.store, world.env));
    try {
      const { tokenizers, originals, sha256, memo } = parts.options;
      const options = { ...mcpOptions(values), tokenizers, originals, sha256, memo };
      return await serve(values, command, options, world);
    } finally {
      parts.close();
    }
  },
};

/** Flags of ours, and behind two dashes the command of another server. */
function divide(argv: readonly string[]): {
  readonly own: readonly string[];
  readonly command: readonly string[] | undefined;
} {
  const at = argv.indexOf("--");
  return at < 0 ? { own: argv, command: undefined } : { own: argv.slice(0, at), command: argv.slice(at + 1) };
}

async function readArguments(
  own: readonly string[],
  command: readonly string[] | undefined,
  { env }: World,
): Promise<Values> {
  const read = readOptions(OPTIONS, { argv: own, env });
  refuseExtra(read.positionals, 0);
  const { config, http } = read.values;
  if (command?.length === 0) throw new UsageError("The command of the server is missing behind --.");
  if (command !== undefined && http) {
    throw new UsageError("A server is wrapped on standard input and output; leave out --http, or the command.");
  }
  if (command !== undefined && read.flagged.has("proxyUrl")) {
    throw new UsageError("--proxy does nothing for another server, which has no headroom_stats.");
  }
  const unheard = (["host", "port", "allowedHosts"] as const).find((name) => !http && read.flagged.has(name));
  if (unheard !== undefined) throw new UsageError(`--${OPTIONS[unheard].flag} does nothing without --http.`);
  if (config === undefined) return read.values;
  const { host, port, allowedHosts } = read.values;
  const file = await readConfigFile(config);
  return { ...readOptions(OPTIONS, { argv: own, env, file }).values, http, host, port, allowedHosts };
}

function mcpOptions(values: Values): McpOptions {
  const { mode, profile, format, tenant, verbatimTools, dataTools, minTokensToCrush, maxItemsAfterCrush } = values;
  const leastTokens = minTokensToCrush !== undefined && { minTokensToCrush };
  const textCrusher = { ...values.textCrusher, ...leastTokens };
  const smartCrusher = {
    ...values.smartCrusher,
    ...leastTokens,
    ...(maxItemsAfterCrush !== undefined && { maxItemsAfterCrush }),
  };
  return { mode, profile, format, tenant, verbatimTools, dataTools, smartCrusher, textCrusher };
}

async function serve(
  values: Values,
  command: readonly string[] | undefined,
  options: McpOptions,
  world: World,
): Promise<number> {
  const { serveHttp, serveStdio, wrapCommand } = await import("@headroom/mcp/node");
  const { stdin, stdout, stderr, env, signal } = world;
  const { proxyUrl } = values;
  const own = { ...options, ...(proxyUrl !== undefined && { proxyUrl }) };
  if (command !== undefined) return wrapCommand(command, options, { stdin, stdout, stderr, env, signal });
  if (!values.http) {
    await serveStdio(own, { stdin, stdout, signal });
    return 0;
  }
  const { host, port, allowedHosts } = values;
  const server = await serveHttp({ ...own, host, port, allowedHosts }).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === undefined
      ? error
      : new InputError(`${host} port ${port} cannot be listened on: ${error.message}.`);
  });
  await writeTo(stdout, `headroom serves the Model Context Protocol on ${server.url}\n`);
  if (!signal.aborted) await once(signal, "abort");
  await server.close();
  return 0;
}

function help(): string {
  return `headroom mcp [options]
headroom mcp [options] -- COMMAND [ARGUMENTS]

Serves the tools headroom_retrieve, headroom_compress and headroom_stats to a client of the Model Context Protocol (MCP), on
standard input and output. With a command, runs that MCP server instead: its tools return shorter results, and
headroom_retrieve is added to them.

  headroom mcp                          Headroom's own tools, for the configuration of a client
  headroom mcp -- npx -y some-server    another server, with shorter results
  headroom mcp --http --port 8788       over HTTP

${optionHelp(OPTIONS)}`;
}
