import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type OptimizerOptions, RETRIEVE_COMMAND, type ResolvedModel, stalePrices } from "@headroom/core";
import { openOptimizerParts } from "@headroom/proxy/parts";
import { type Comparison, compareTurns, savedPercent, total } from "../bill/compare.js";
import { pricedLike, pricedModel } from "../bill/priced-model.js";
import { bundledSessions } from "../demo/bundled-sessions.js";
import { printComparison, printTotal } from "../demo/print-comparison.js";
import { readSession, type Session } from "../demo/session.js";
import type { Command, World } from "./command.js";
import { InputError, parseFlags, requireOneOf, UsageError } from "./flags.js";
import { writeTo } from "./input-output.js";

const HELP = `headroom demo [options]

Replays recorded agent sessions against the sandbox, once unchanged and once through Headroom, and prints the tokens and
dollars of each turn. Needs no key and no network.

  headroom demo                               the sessions that come with the command
  headroom demo --model claude-opus-5-5       with the prices and cache rules of another model
  headroom demo --session mine.json --json    your own session, as JSON for scripts

  --session FILE    your own session: {"format", "messages"}, where format is anthropic-messages or openai-chat and
                    messages are as clients of that format send them (default: the sessions that come with the command)
  --model NAME      model whose prices and cache rules apply (claude-sonnet-5, gpt-5.5)
  --profile NAME    lossless, balanced (default), aggressive
  --pause SECONDS   time between two requests, which decides whether prompt caches expire (10)
  --json            print JSON
`;

const FLAGS = {
  session: { type: "string" },
  model: { type: "string" },
  profile: { type: "string" },
  pause: { type: "string" },
  json: { type: "boolean" },
} as const;

interface Result {
  readonly name: string;
  readonly model: string;
  readonly turns: readonly Comparison[];
  readonly total: Comparison;
}

/** `headroom demo`: what Headroom saves on recorded sessions, after prompt caching. */
export const demoCommand: Command = {
  name: "demo",
  summary: "show what is saved on recorded sessions, without a key",
  help: () => HELP,
  async run(argv, world) {
    const { values } = parseFlags(argv, FLAGS, 0);
    requireOneOf("--profile", values.profile, ["lossless", "balanced", "aggressive"]);
    const pauseSeconds = readPause(values.pause);
    const sessions = values.session === undefined ? bundledSessions() : [await openSession(values.session)];
    const priced = sessions.map((session) => ({
      session,
      model: requirePrice(values.model ?? session.format.model, session.format.model),
    }));
    const results: Result[] = [];
    for (const { session, model } of priced) {
      const profile = values.profile as OptimizerOptions["profile"];
      const result = await compareSession(session, model, pauseSeconds, profile);
      results.push(result);
      if (values.json !== true) await print(result, pauseSeconds, world);
    }
    const all = total(results.map((result) => result.total));
    const old = new Set(priced.flatMap(({ model }) => stalePrices(model, Date.now())?.message ?? []));
    await writeTo(
      world.stdout,
      values.json === true
        ? `${JSON.stringify(summary(results, all), null, 2)}\n`
        : printTotal(all) + [...old].map((message) => `${message}\n`).join(""),
    );
    return 0;
  },
};

async function openSession(file: string): Promise<Session> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new InputError(`The session ${file} cannot be read: ${error.message}.`);
  });
  return readSession(basename(file, ".json"), text);
}

function readPause(value: string | undefined): number {
  if (value === undefined) return 10;
  if (/^\d{1,7}$/.test(value)) return Number(value);
  throw new UsageError(`--pause is ${JSON.stringify(value)}; it must be a whole number of seconds.`);
}

function requirePrice(model: string, usual: string): ResolvedModel {
  const priced = pricedModel(model);
  if (priced !== undefined) return priced;
  const known = pricedLike(usual).join(", ");
  throw new UsageError(`--model is ${JSON.stringify(model)}, whose price is not known; known are ${known}.`);
}

async function compareSession(
  session: Session,
  { name: model, facts }: ResolvedModel,
  pauseSeconds: number,
  profile: OptimizerOptions["profile"],
): Promise<Result> {
  // The other commands start without the server's dependencies.
  const { replay } = await import("../demo/replay.js");
  const parts = await openOptimizerParts(":memory:");
  try {
    const optimize = { ...parts.options, retrieveCommand: RETRIEVE_COMMAND, ...(profile && { profile }) };
    const without = await replay(session, { model, pauseSeconds, optimize: false });
    const optimized = await replay(session, { model, pauseSeconds, optimize });
    const turns = compareTurns(without, optimized, facts);
    return { name: session.name, model, turns, total: total(turns) };
  } finally {
    parts.close();
  }
}

async function print({ name, model, turns, total: sum }: Result, pauseSeconds: number, world: World): Promise<void> {
  const title = `${name}: ${turns.length} requests to ${model}, ${pauseSeconds} s apart`;
  await writeTo(world.stdout, printComparison(title, turns, sum));
}

function summary(sessions: readonly Result[], all: Comparison) {
  const { without, with: optimized } = all;
  return {
    sessions,
    total: all,
    tokensSavedPercent: savedPercent(without.inputTokens, optimized.inputTokens),
    dollarsSavedPercent: savedPercent(without.dollars, optimized.dollars),
  };
}
