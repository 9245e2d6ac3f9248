import { writeFile } from "node:fs/promises";
import type { ReportFormat, ReportPeriod } from "@headroom/sdk";
import { sinceOf } from "../files/since-of.js";
import type { Command, World } from "./command.js";
import { InputError, parseFlags, requireOneOf, UsageError } from "./flags.js";
import { writeTo } from "./input-output.js";

const HELP = `headroom report FILE [options]

Writes a report on requests: tokens and dollars by time and model. FILE is the request log of the proxy (--log-file) or the store
of the SDK (SQLite or JSON lines). The default is the log that HEADROOM_LOG_FILE names.

  headroom report requests.jsonl                        writes report.html
  headroom report requests.jsonl --format markdown      prints Markdown
  headroom report headroom.db --since 7d --period hour  the last week, by the hour

  --format NAME  html (default), markdown, json
  --out FILE|-   where to write it (report.html; the other formats are printed)
  --period NAME  hour, day (default), week, month
  --since WHEN   only requests since then: a date such as 2026-11-01, or a duration such as 7d or 12h
  --json         the same as --format json
`;

const FLAGS = {
  format: { type: "string" },
  out: { type: "string" },
  period: { type: "string" },
  since: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `headroom report`: what requests cost and saved, as a page. */
export const reportCommand: Command = {
  name: "report",
  summary: "write a report on the requests of a log or a store",
  help: () => HELP,
  async run(argv, world) {
    const { values, positionals } = parseFlags(argv, FLAGS, 1);
    requireOneOf("--format", values.format, ["html", "markdown", "json"]);
    requireOneOf("--period", values.period, ["hour", "day", "week", "month"]);
    const startTime = values.since === undefined ? undefined : momentOf(values.since, world);
    const path = positionals[0] ?? world.env.HEADROOM_LOG_FILE;
    if (path === undefined) throw new UsageError("A file is missing: the log of a proxy, or the store of the SDK.");
    const format = (values.json ? "json" : (values.format ?? "html")) as ReportFormat;
    // The other commands start without the SDK.
    const { writeReport } = await import("@headroom/sdk");
    const { openMetrics } = await import("../report/metrics-source.js");
    const storage = await openMetrics(path);
    try {
      const text = await writeReport({
        storage,
        format,
        ...(values.period !== undefined && { period: values.period as ReportPeriod }),
        ...(startTime !== undefined && { startTime }),
      });
      await writeOut(values.out ?? (format === "html" ? "report.html" : "-"), text, world);
      return 0;
    } finally {
      await storage.close();
    }
  },
};

function momentOf(text: string, { now }: World): Date {
  const since = sinceOf(text, now());
  if (since !== undefined) return new Date(since);
  throw new UsageError(`--since is ${JSON.stringify(text)}; it must be a day such as 2026-11-01, or 7d or 12h.`);
}

async function writeOut(file: string, text: string, { stdout }: World): Promise<void> {
  if (file === "-") return writeTo(stdout, text);
  await writeFile(file, text).catch((error: Error) => {
    throw new InputError(`The report cannot be written: ${error.message}.`);
  });
  await writeTo(stdout, `${file}\n`);
}
