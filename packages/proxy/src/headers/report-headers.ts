import type { Report } from "@headroom/core";

/** Codes of what a client should know about its request, beyond those of the report. */
export type RelayWarning =
  | "optimization-failed"
  | "unknown-content-encoding"
  | "undecodable-body"
  | "decoded-body-too-large"
  | "body-too-large"
  | "unknown-mode";

/** Header lines that tell the client what was done to its request. */
export function reportHeaders(report: Report | undefined, warnings: readonly RelayWarning[]): string[] {
  const lines: string[] = [];
  if (report !== undefined) {
    lines.push("x-headroom-tokens-before", String(report.tokensBefore));
    lines.push("x-headroom-tokens-after", String(report.tokensAfter));
    lines.push("x-headroom-tokens-saved", String(report.tokensSaved));
    if (report.transformsApplied.length > 0) {
      lines.push("x-headroom-transforms", report.transformsApplied.map(printable).join(","));
    }
  }
  const codes = new Set<string>([...warnings, ...(report?.warnings ?? []).map(({ code }) => code)]);
  if (codes.size > 0) lines.push("x-headroom-warning", [...codes].join(","));
  return lines;
}

/** A tag in characters that a header may hold and a comma-separated list can carry. */
function printable(tag: string): string {
  return tag.replace(/[^!-+\--~]+/g, "_");
}
