import { createOptimizer, type Optimizer, type OptimizerOptions, type Report } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import {
  boolean,
  CONFIG_OPTION,
  choice,
  OPTIMIZER_OPTIONS,
  optimizationOf,
  optionalText,
  optionHelp,
  PROXY_OPTIONS,
  readOptionsWithFile,
} from "@headroom/proxy/config";
import { openOptimizerParts, storePath } from "@headroom/proxy/parts";
import { type Convert, convertLines, convertOne } from "../request/bodies.js";
import { DIALECT_NAMES, type KnownDialects, knownDialects } from "../request/known-dialects.js";
import type { Command, World } from "./command.js";
import { InputError, refuseExtra } from "./flags.js";
import { writeJson, writeTo } from "./input-output.js";

const OPTIONS = {
  dialect: choice(["auto", ...DIALECT_NAMES], {
    flag: "dialect",
    env: false,
    placeholder: "NAME",
    default: "auto",
    about: "format of the body",
  }),
  model: optionalText({
    flag: "model",
    env: false,
    placeholder: "NAME",
    about: "model of bodies that do not name one, for example because it is part of the URL",
  }),
  ...OPTIMIZER_OPTIONS,
  retrieval: { ...OPTIMIZER_OPTIONS.retrieval, default: "assume" },
  config: CONFIG_OPTION,
  store: PROXY_OPTIONS.store,
  report: optionalText({
    flag: "report",
    env: false,
    placeholder: "FILE|-",
    about: "write the report as JSON to this file; - prints it instead of the body",
  }),
  jsonl: boolean({
    flag: "jsonl",
    env: false,
    default: false,
    about: 'read one {"id","body"} per line and write one {"id","body","report"} per line',
  }),
} as const;

/** `headroom optimize`: a request body in, the optimized body out. */
export const optimizeCommand: Command = {
  name: "optimize",
  summary: "write a request body as the proxy would forward it",
  help,
  async run(argv, world) {
    const { values, positionals } = await readArguments(argv, world);
    const [input] = positionals;
    const { smartCrusher, textCrusher, ...choices } = optimizationOf(values);
    const compressors = defaultCompressors({ smartCrusher, textCrusher });
    const parts = await openOptimizerParts(storePath(values.store, world.env));
    try {
      const options = { ...choices, compressors, ...parts.options };
      const named = values.dialect === "auto" ? undefined : values.dialect;
      const convert = optimizeWith(options, knownDialects(values.models), named, values.model);
      if (values.jsonl) await convertLines(input, convert, world);
      else await optimizeOne(input, convert, values.report, world);
      return 0;
    } finally {
      parts.close();
    }
  },
};

async function readArguments(argv: readonly string[], { env }: World) {
  const read = await readOptionsWithFile(OPTIONS, { argv, env });
  refuseExtra(read.positionals, 1);
  return read;
}

function help(): string {
  return `headroom optimize [FILE|-] [options]

Reads a provider request body and writes the body as the proxy would forward it.

  headroom optimize request.json > smaller.json
  headroom optimize request.json --report -        only the report
  headroom optimize --jsonl requests.jsonl         one body per line in, one body and report per line out

${optionHelp(OPTIONS)}`;
}

/** One optimizer for each dialect, made when the first body asks for it. */
function optimizeWith(
  options: Omit<OptimizerOptions, "dialect">,
  dialects: KnownDialects,
  dialectName: string | undefined,
  model: string | undefined,
): Convert {
  const made = new Map<string, Optimizer>();
  const named = dialectName === undefined ? undefined : dialects.byName.get(dialectName);
  return (bytes, value) => {
    const dialect = named ?? dialects.detect(value);
    const optimizer = made.get(dialect.name) ?? createOptimizer({ ...options, dialect });
    made.set(dialect.name, optimizer);
    return optimizer.optimize(bytes, model === undefined ? {} : { model });
  };
}

async function optimizeOne(
  file: string | undefined,
  convert: Convert,
  reportFile: string | undefined,
  world: World,
): Promise<void> {
  const { body, report } = await convertOne(file, convert, world);
  rejectForeign(report);
  if (reportFile !== "-") await writeTo(world.stdout, body);
  if (reportFile !== undefined) await writeJson(reportFile, report, world);
}

/** A single body that is no request is bad input; in a stream of lines it passes through. */
function rejectForeign(report: Report | undefined): void {
  const reason = report?.warnings.find(({ code }) => code === "unreadable-body" || code === "not-a-request");
  if (reason !== undefined) throw new InputError(reason.message);
}
