import type { Report } from "@headroom/core";
import type { TextChange } from "./request-entry.js";

/** The text of a request that became shorter by most, as it came and as it went; absent where none did. */
export function largestChange(before: unknown, after: unknown, report: Report): TextChange | undefined {
  const shortened = report.outcomes.filter(({ tokensBefore, tokensAfter }) => tokensAfter < tokensBefore);
  const [largest] = shortened.sort((a, b) => saved(b) - saved(a));
  if (largest === undefined) return undefined;
  const texts = [before, after].map((body) => textAt(body, largest.path));
  const [was, is] = texts;
  return was === undefined || is === undefined || was === is ? undefined : { before: was, after: is };
}

function saved({ tokensBefore, tokensAfter }: Report["outcomes"][number]): number {
  return tokensBefore - tokensAfter;
}

function textAt(body: unknown, path: readonly (string | number)[]): string | undefined {
  let value = body;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}
