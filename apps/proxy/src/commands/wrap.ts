import { CONFIG_OPTION, PROXY_OPTIONS, readProxyConfig } from "@headroom/proxy/config";
import { sessionSummary } from "../session-summary.js";
import { clientArguments, clientEnvironment, givenAddresses } from "../wrap/client-environment.js";
import { putCommandOnPath } from "../wrap/command-on-path.js";
import { runChild } from "../wrap/run-child.js";
import { type SplitCommand, splitCommand } from "../wrap/split-command.js";
import type { Command, World } from "./command.js";
import { UsageError } from "./flags.js";
import { writeTo } from "./input-output.js";
import { proxyCommand } from "./proxy.js";

const HELP = `headroom wrap [options] COMMAND [arguments]

Runs a command, such as claude, behind its own proxy, and stops the proxy when the command ends. Only for this command, the
providers' base URLs point to the proxy (ANTHROPIC_BASE_URL, OPENAI_BASE_URL and so on), and headroom retrieve prints what was
left out. None of your files is changed. If those variables already have values, the proxy forwards requests there.

  headroom wrap claude                          one session of Claude Code
  headroom wrap --profile lossless codex exec   with a proxy option
  HEADROOM_SUMMARY=1 headroom wrap node app.mjs and print what was saved

  The options are those of headroom proxy and go before the command; the port is any free one.
  HEADROOM_SUMMARY=1 prints at the end what was saved.
`;

/** `headroom wrap`: a command with a proxy of its own. */
export const wrapCommand: Command = {
  name: "wrap",
  summary: "run a command behind its own proxy",
  help: () => HELP,
  takes: "command",
  options: proxyCommand.help,
  onSignal: "pass-on",
  own: (argv) => divide(argv).options,
  async run(argv, world) {
    const { options, command } = divide(argv);
    const [program] = command;
    if (program === undefined) throw new UsageError("A command is missing, such as headroom wrap claude.");
    return runWrapped(program, command, options, world);
  },
};

const HELP_OPTION = {
  type: { kind: "boolean" },
  default: false,
  about: "",
  placeholder: "",
  flag: "help",
  short: "h",
} as const;

function divide(argv: readonly string[]): SplitCommand {
  return splitCommand(argv, { ...PROXY_OPTIONS, config: CONFIG_OPTION, help: HELP_OPTION });
}

async function runWrapped(
  program: string,
  command: readonly string[],
  options: readonly string[],
  world: World,
): Promise<number> {
  const { env } = world;
  // Where another proxy listens says nothing of this one.
  const own = { ...env, HEADROOM_HOST: "127.0.0.1", HEADROOM_PORT: "0" };
  const config = await readProxyConfig({ argv: options, env: own });
  const { runServer } = await import("@headroom/proxy");
  const upstreams = { ...givenAddresses(env), ...config.upstreams };
  const retrieveCommand = config.retrieveCommand ?? "headroom retrieve {handle}";
  const inside = { ...config, host: "127.0.0.1", keys: [], upstreams, retrieveCommand, graceSeconds: 0 };
  const server = await runServer(inside, { env, workerUrl: world.workerUrl });
  const onPath = await putCommandOnPath(world.self, env.PATH);
  try {
    const args = clientArguments(command, server.url);
    return await runChild(program, args, world, clientEnvironment(env, server.url, onPath.path));
  } finally {
    await server.close();
    await onPath.remove();
    if (env.HEADROOM_SUMMARY === "1") await writeTo(world.stderr, sessionSummary(server.totals));
  }
}
