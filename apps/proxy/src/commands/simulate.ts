import { conservativeOptions, createModelCatalog, RETRIEVE_COMMAND } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { litellmModels } from "@headroom/providers-litellm";
import {
  boolean,
  CONFIG_OPTION,
  choice,
  integer,
  OPTIMIZER_OPTIONS,
  optimizationOf,
  optionalText,
  optionHelp,
  readOptionsWithFile,
  type ValuesOf,
} from "@headroom/proxy/config";
import { type OptimizerParts, openOptimizerParts } from "@headroom/proxy/parts";
import { pricedLike, pricedModel } from "../bill/priced-model.js";
import { type FoundFiles, findFiles } from "../files/find-files.js";
import { sinceOf } from "../files/since-of.js";
import { DIALECT_NAMES, knownDialects } from "../request/known-dialects.js";
import { printSimulation } from "../simulate/print/print-simulation.js";
import { OutputLedger } from "../simulate/replay/output-ledger.js";
import type { ReplayOptions } from "../simulate/replay/replay-recording.js";
import { simulateFiles } from "../simulate/simulate-files.js";
import { type FileSums, isEmpty } from "../simulate/simulation.js";
import { usualFolders } from "../simulate/usual-folders.js";
import { coloursOf } from "../terminal/colours.js";
import { inCount } from "../terminal/figures.js";
import { createProgress } from "../terminal/progress.js";
import type { Command, World } from "./command.js";
import { InputError, UsageError } from "./flags.js";
import { writeTo } from "./input-output.js";

const { mode: _mode, ...OPTIMIZING } = OPTIMIZER_OPTIONS;

const OPTIONS = {
  json: boolean({ flag: "json", env: false, default: false, about: "print JSON" }),
  since: optionalText({
    flag: "since",
    env: false,
    placeholder: "WHEN",
    about: "only what was recorded since then: a date such as 2026-11-01, or a duration such as 7d or 12h",
  }),
  top: integer({ flag: "top", env: false, default: 20, least: 1, about: "how many sessions and outputs are shown" }),
  content: boolean({
    flag: "content",
    env: false,
    default: false,
    about: "show the beginnings of the largest outputs, before and after; otherwise no message contents are printed",
  }),
  model: optionalText({
    flag: "model",
    env: false,
    placeholder: "NAME",
    about: "bill all requests as those of this model",
  }),
  pause: integer({
    flag: "pause",
    env: false,
    placeholder: "SECONDS",
    default: 10,
    least: 0,
    about: "time between two requests if none was recorded; it decides whether prompt caches expire",
  }),
  traffic: choice(["key", "subscription"], {
    flag: "traffic",
    env: false,
    placeholder: "KIND",
    default: "key",
    about: "how requests are paid for; with a subscription login nothing is left out of them",
  }),
  dialect: choice(["auto", ...DIALECT_NAMES], {
    flag: "dialect",
    env: false,
    placeholder: "NAME",
    default: "auto",
    about: "format of bodies",
  }),
  ...OPTIMIZING,
  config: CONFIG_OPTION,
} as const;

type Values = ValuesOf<typeof OPTIONS>;

const LARGEST = 10;

/** `headroom simulate`: what recorded requests would have cost with Headroom. */
export const simulateCommand: Command = {
  name: "simulate",
  summary: "show what recorded sessions would have cost with Headroom",
  help,
  async run(argv, world) {
    const { values, positionals } = await readOptionsWithFile(OPTIONS, { argv, env: world.env });
    const paths = positionals.length > 0 ? positionals : usualFolders(world);
    if (paths.length === 0) {
      throw new UsageError(
        "A file or folder is missing, and neither Claude Code nor Codex has written sessions on this machine.",
      );
    }
    const found = await findAll(paths);
    const [first] = found.unreadable;
    if (found.files.length === 0 && first !== undefined) {
      throw new InputError(`${first.path} cannot be read: ${first.reason}.`);
    }
    const parts = await openOptimizerParts(":memory:");
    try {
      return await simulate(values, paths, found, parts, world);
    } finally {
      parts.close();
    }
  },
};

async function simulate(
  values: Values,
  paths: readonly string[],
  found: FoundFiles,
  parts: OptimizerParts,
  world: World,
): Promise<number> {
  const since = values.since === undefined ? undefined : sinceOf(values.since, world.now());
  if (values.since !== undefined && since === undefined) {
    throw new UsageError(
      `--since is ${JSON.stringify(values.since)}; it must be a day such as 2026-11-01, or 7d or 12h.`,
    );
  }
  const progress = createProgress(world.stderr, world.now);
  const files = found.files.filter(({ changedAt }) => since === undefined || changedAt >= since);
  const dialects = knownDialects(values.models);
  let [at, requests] = [0, 0];
  const show = (): void =>
    progress.show(() => `file ${at + 1} of ${files.length}, ${inCount(requests)} requests replayed`);
  const result = await simulateFiles(
    { ...found, files },
    {
      read: { dialects, dialect: dialects.byName.get(values.dialect) },
      replay: {
        ...(await replayOptions(values, parts)),
        ledger: new OutputLedger({ largest: Math.min(values.top, LARGEST), keepsTexts: values.content }),
        onRequest: () => {
          requests += 1;
          show();
        },
      },
      since,
      root: paths.length === 1 ? (paths[0] as string) : "",
      onFile: (_file, index) => {
        at = index;
        show();
      },
    },
  ).finally(() => progress.end());
  if (isEmpty(result)) throw new InputError(nothingIn(paths, result.files, since !== undefined));
  const text = values.json
    ? `${JSON.stringify(result, null, 2)}\n`
    : printSimulation(result, values.top, coloursOf(world.stdout, world.env));
  await writeTo(world.stdout, text);
  return 0;
}

async function replayOptions(values: Values, parts: OptimizerParts): Promise<Omit<ReplayOptions, "ledger">> {
  // The other commands start without the sandbox.
  const { cacheRuleOf, createPromptCache } = await import("@headroom/proxy/sandbox");
  const catalog = createModelCatalog(litellmModels, values.models);
  const priced = (model: string) => pricedModel(model, catalog);
  const { model } = values;
  if (model !== undefined && priced(model) === undefined) {
    const known = pricedLike(model).join(", ");
    throw new UsageError(
      `--model is ${JSON.stringify(model)}, whose price is not known${known === "" ? "" : `; known are ${known}`}.`,
    );
  }
  const { smartCrusher, textCrusher, ...choices } = optimizationOf({ ...values, mode: "optimize" });
  const isPlan = values.traffic === "subscription";
  const { tokenizers, sha256 } = parts.options;
  const options = {
    retrieveCommand: RETRIEVE_COMMAND,
    tokenizers,
    sha256,
    compressors: defaultCompressors({ smartCrusher, textCrusher }),
    ...choices,
  };
  return {
    optimizer: isPlan ? { ...conservativeOptions(options), tokenizers } : options,
    decides: !isPlan,
    pauseMs: values.pause * 1000,
    model,
    priced,
    createCache: createPromptCache,
    cacheRule: cacheRuleOf,
  };
}

async function findAll(paths: readonly string[]): Promise<FoundFiles> {
  const all = await Promise.all(paths.map(findFiles));
  return { files: all.flatMap(({ files }) => files), unreadable: all.flatMap(({ unreadable }) => unreadable) };
}

function nothingIn(
  paths: readonly string[],
  { read, lines, skipped, unreadable }: FileSums,
  isFiltered: boolean,
): string {
  const where = paths.join(" and ");
  const [first] = unreadable;
  if (read === 0 && first !== undefined) return `${first.path} cannot be read: ${first.reason}.`;
  if (read === 0) return `There is no file of JSON in ${where}${isFiltered ? " that is as new as --since says" : ""}.`;
  const { notJson, notUnderstood, tooLong } = skipped;
  const counts = `${inCount(lines)} lines, of which ${inCount(notJson)} are no JSON, ${inCount(notUnderstood)} are not understood and ${inCount(tooLong)} are too long`;
  return `No request is found in ${where}: ${counts}. Understood are request bodies of ${DIALECT_NAMES.join(", ")}, transcripts of Claude Code, rollouts of Codex and request logs of the proxy.`;
}

function help(): string {
  return `headroom simulate [PATH ...] [options]

Replays recorded requests through Headroom and says what they would have cost, in tokens and in dollars after prompt caching.
Nothing is sent anywhere, and no message contents are printed.

A PATH is a request body, bodies as JSON lines, a session of {"format", "messages"}, the request log of the proxy, a transcript of
Claude Code or Codex, or a folder of any of these. Without one: ~/.claude/projects and ~/.codex/sessions.

  headroom simulate                                what your agents would have cost
  headroom simulate ~/.claude/projects --since 7d  only the last week
  headroom simulate request.json --content         one request, with its largest outputs before and after
  headroom simulate sessions/ --json               for scripts

${optionHelp(OPTIONS)}`;
}
