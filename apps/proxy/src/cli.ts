import { HeadroomError, StoreError } from "@headroom/core";
import { ConfigError } from "@headroom/proxy/config";
import type { Command, World } from "./commands/command.js";
import { completionCommand } from "./commands/completion.js";
import { demoCommand } from "./commands/demo.js";
import { doctorCommand } from "./commands/doctor.js";
import { expandCommand } from "./commands/expand.js";
import { InputError, UsageError } from "./commands/flags.js";
import { writeTo } from "./commands/input-output.js";
import { mcpCommand } from "./commands/mcp.js";
import { optimizeCommand } from "./commands/optimize.js";
import { proxyCommand } from "./commands/proxy.js";
import { reportCommand } from "./commands/report.js";
import { retrieveCommand } from "./commands/retrieve.js";
import { simulateCommand } from "./commands/simulate.js";
import { statsCommand } from "./commands/stats.js";
import { wrapCommand } from "./commands/wrap.js";
import { closest } from "./help/closest.js";
import { helpOn } from "./help/help-on.js";
import { unknownFlag } from "./help/unknown-flag.js";
import { BadLineError } from "./request/json-lines.js";
import { VERSION } from "./version.js";

/** The words of the command line, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  proxyCommand,
  demoCommand,
  simulateCommand,
  optimizeCommand,
  expandCommand,
  retrieveCommand,
  mcpCommand,
  wrapCommand,
  statsCommand,
  reportCommand,
  doctorCommand,
  completionCommand(() => COMMANDS),
];

/**
 * Runs one command line and gives the exit code: 0 done, 1 bad input, 2 wrong use. What is wrong is said in one line on
 * stderr.
 */
export async function runCli(argv: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(argv, world);
  } catch (error) {
    const known = outcomeOf(error);
    if (known === undefined) throw error;
    const message = unknownFlag(known.message, commandOf(argv[0])) ?? known.message;
    await writeTo(world.stderr, `headroom: ${message.replace(/\s*\n\s*/g, " ")}\n`);
    return known.code;
  }
}

async function dispatch([word, ...rest]: readonly string[], world: World): Promise<number> {
  if (word === undefined || word === "help" || word === "--help" || word === "-h") {
    await writeTo(world.stdout, helpOn(rest[0], COMMANDS));
    return 0;
  }
  if (word === "--version" || word === "-V") {
    await writeTo(world.stdout, `${VERSION}\n`);
    return 0;
  }
  const command = commandOf(word);
  if (command === undefined) {
    const names = COMMANDS.map(({ name }) => name);
    const meant = closest(word, names);
    const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
    throw new UsageError(`There is no command ${JSON.stringify(word)}.${hint} There are ${names.join(", ")}.`);
  }
  if (asksForHelp(command, rest)) {
    await writeTo(world.stdout, command.help());
    return 0;
  }
  return command.run(rest, world);
}

function asksForHelp({ own = beforeDashes }: Command, argv: readonly string[]): boolean {
  const words = own(argv);
  return words.includes("--help") || words.includes("-h");
}

function beforeDashes(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf("--");
  return at < 0 ? argv : argv.slice(0, at);
}

function commandOf(word: string | undefined): Command | undefined {
  return COMMANDS.find(({ name }) => name === word);
}

/** What an error means to whoever typed the command; `undefined` for a fault of ours. */
function outcomeOf(error: unknown): { readonly code: number; readonly message: string } | undefined {
  if (error instanceof UsageError) return { code: 2, message: error.message };
  if (ConfigError.isInstance(error)) return { code: error.source === "file" ? 1 : 2, message: error.message };
  if (error instanceof InputError || error instanceof BadLineError) return { code: 1, message: error.message };
  if (StoreError.isInstance(error) || HeadroomError.isInstance(error)) return { code: 1, message: error.message };
  return undefined;
}
