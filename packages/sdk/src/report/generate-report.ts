import { checkOptionNames, invalidOption } from "@headroom/core";
import { builtin } from "../metrics/builtin.js";
import { createStorage } from "../metrics/create-storage.js";
import type { MetricsStorage } from "../metrics/metrics-storage.js";
import type { MetricsFilter } from "../metrics/request-metrics.js";
import { collectReport, type ReportData, type ReportPeriod } from "./report-data.js";
import { writeHtml } from "./write-html.js";
import { writeMarkdown } from "./write-markdown.js";

/** In which form a report is written. */
export type ReportFormat = "html" | "markdown" | "json";

/** What a report is about. */
export interface ReportOptions extends Pick<MetricsFilter, "startTime" | "endTime"> {
  /** The file that metrics are in, as the client was given it. */
  readonly storeUrl?: string;
  /** What metrics are in, where that is no file. */
  readonly storage?: MetricsStorage;
  /** @default "html" */
  readonly format?: ReportFormat;
  /** @default "day" */
  readonly period?: ReportPeriod;
}

/** What a report is about, and where it is written. */
export interface ReportFileOptions extends ReportOptions {
  /** @default "report.html", or the same with `.md` or `.json` */
  readonly outputPath?: string;
}

const WRITERS: Readonly<Record<ReportFormat, (data: ReportData) => string>> = {
  html: writeHtml,
  markdown: writeMarkdown,
  json: (data) => `${JSON.stringify(data, null, 2)}\n`,
};
const ENDINGS: Readonly<Record<ReportFormat, string>> = { html: "html", markdown: "md", json: "json" };
const PERIODS: readonly ReportPeriod[] = ["hour", "day", "week", "month"];
const NAMES = ["storeUrl", "storage", "format", "period", "startTime", "endTime"];

/**
 * Writes a report on the requests that a client sent into a file, and gives its path.
 *
 * @throws HeadroomError `invalid-option` for an option that does not exist or is wrong.
 * @example
 * const path = await generateReport({ storeUrl: "sqlite:///headroom.db", outputPath: "report.html" });
 */
export async function generateReport({ outputPath, ...options }: ReportFileOptions): Promise<string> {
  const text = await writeReport(options);
  const path = outputPath ?? `report.${ENDINGS[options.format ?? "html"]}`;
  await builtin("node:fs/promises").writeFile(path, text);
  return path;
}

/**
 * The same report as text, for runtimes without files, and for metrics in memory.
 *
 * @throws HeadroomError `invalid-option` for an option that does not exist or is wrong.
 * @example
 * const markdown = await writeReport({ storage, format: "markdown", period: "hour" });
 */
export async function writeReport(options: ReportOptions): Promise<string> {
  checkOptionNames(options, NAMES, "a report");
  const { storeUrl, storage, format = "html", period = "day", ...filter } = options;
  const writer = Object.hasOwn(WRITERS, format) ? WRITERS[format] : undefined;
  if (writer === undefined)
    throw invalidOption(`format is ${JSON.stringify(format)}; it must be html, markdown or json.`);
  if (!PERIODS.includes(period)) {
    throw invalidOption(`period is ${JSON.stringify(period)}; it must be one of ${PERIODS.join(", ")}.`);
  }
  if ((storeUrl === undefined) === (storage === undefined)) {
    throw invalidOption("A report needs storeUrl or storage, one of them.");
  }
  const source = storage ?? createStorage(storeUrl as string);
  try {
    return writer(await collectReport(source.iterAll(), filter, period));
  } finally {
    if (storage === undefined) await source.close();
  }
}
