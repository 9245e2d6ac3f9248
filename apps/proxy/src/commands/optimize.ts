import { createOptimizer, type Optimizer, type OptimizerOptions, type Report } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { openEngineParts } from "../config/engine-parts.js";
import { readConfig } from "../config/read-config.js";
import { storePath } from "../config/store-path.js";
import { type Convert, convertLines, convertOne } from "../request/bodies.js";
import { DIALECT_NAMES, type KnownDialects, knownDialects } from "../request/known-dialects.js";
import type { Command, World } from "./command.js";
import { InputError, parseFlags, requireOneOf } from "./flags.js";
import { writeJson, writeTo } from "./input-output.js";

const HELP = `headroom optimize [FILE|-] [options]

Reads a provider request body and writes the body as the proxy would forward it.

  --dialect NAME     auto (default), ${DIALECT_NAMES.join(", ")}
  --model NAME       the model of bodies that do not name it, as where it stands in the address
  --mode MODE        optimize (default), audit, simulate
  --profile NAME     lossless, balanced (default), aggressive
  --retrieval MEANS  assume (default), auto, shell, tool, off
  --format FORM      text (default), json
  --config FILE      options as JSON
  --store PATH       where originals are kept (default: the proxy's store)
  --report FILE|-    writes the report as JSON; with - instead of the body
  --jsonl            one {"id","body"} a line in, one {"id","body","report"} a line out
`;

const FLAGS = {
  dialect: { type: "string" },
  model: { type: "string" },
  mode: { type: "string" },
  profile: { type: "string" },
  retrieval: { type: "string" },
  format: { type: "string" },
  config: { type: "string" },
  store: { type: "string" },
  report: { type: "string" },
  jsonl: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Choices = Pick<OptimizerOptions, "mode" | "profile" | "retrieval" | "format">;

/** `headroom optimize`: a request body in, the optimized body out. */
export const optimizeCommand: Command = {
  name: "optimize",
  summary: "write a request body as the proxy would forward it",
  async run(argv, world) {
    const { values, positionals } = parseFlags(argv, FLAGS, 1);
    if (values.help === true) {
      await writeTo(world.stdout, HELP);
      return 0;
    }
    requireOneOf("--dialect", values.dialect, ["auto", ...DIALECT_NAMES]);
    requireOneOf("--mode", values.mode, ["optimize", "audit", "simulate", "off"]);
    requireOneOf("--profile", values.profile, ["lossless", "balanced", "aggressive"]);
    requireOneOf("--retrieval", values.retrieval, ["assume", "auto", "shell", "tool", "off"]);
    requireOneOf("--format", values.format, ["text", "json"]);
    const { smartCrusher, models, ...config } = await readConfig(values.config);
    const compressors = defaultCompressors({ smartCrusher });
    const parts = await openEngineParts(storePath(values.store, world.env));
    try {
      const choices = given({
        mode: values.mode,
        profile: values.profile,
        retrieval: values.retrieval,
        format: values.format,
      });
      const options = { retrieval: "assume", compressors, ...config, ...choices, ...parts.options } as const;
      const convert = optimizeWith(options, knownDialects(models), values.dialect, values.model);
      if (values.jsonl === true) await convertLines(positionals[0], convert, world);
      else await optimizeOne(positionals[0], convert, values.report, world);
      return 0;
    } finally {
      parts.close();
    }
  },
};

function given(choices: Record<string, string | undefined>): Choices {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as Choices;
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
