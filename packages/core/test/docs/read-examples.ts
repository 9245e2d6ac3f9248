import { readFileSync } from "node:fs";

/** The named examples of a page of the documentation: a fenced block that begins with a language and a name. */
export function readExamples(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(new URL(`../../../../docs/${page}`, import.meta.url), "utf8");
  const blocks = text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)\n```$/gm);
  return new Map(Array.from(blocks, ([, name, body]) => [name as string, body as string]));
}
