import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DefaultCompressorOptions, defaultCompressors } from "../../src/compressors/index.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import { type PlainBody, plainDialect } from "../plain-dialect.js";

const FOLDER = fileURLToPath(new URL("../../../../docs/compressors/", import.meta.url));

/** What a tool gave, what was asked before, the options that are not the usual ones, and what the model sees of it. */
export interface Example {
  readonly given: string;
  readonly sent: string;
  readonly asked?: string;
  readonly options: DefaultCompressorOptions & Pick<OptimizerOptions, "format">;
}

/** Pages with examples, by name: a block of what is `given`, below it one of what is `sent`. */
export function compressorPages(): readonly string[] {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ""));
  return names.filter((name) => GIVEN.test(readPage(name)));
}

export function pageFile(name: string): string {
  return `${FOLDER}${name}.md`;
}

export function readPage(name: string): string {
  return readFileSync(pageFile(name), "utf8");
}

const GIVEN = /^```\w+ given$/m;
const BLOCK = /^```(\w+) (asked|options|given|sent)\n(.*?)\n?^```$/gms;

/** The examples of a page. Where what is given is `js`, it is the body of a function that returns it. */
export function examplesOf(page: string): readonly Example[] {
  const examples: Example[] = [];
  let blocks: Record<string, string> = {};
  for (const [, language, name = "", text = ""] of page.matchAll(BLOCK)) {
    blocks[name] = language === "js" ? (new Function(text)() as string) : text;
    if (name !== "sent") continue;
    const { given = "", options = "{}", asked } = blocks;
    examples.push({ given, sent: text, options: JSON.parse(options), ...(asked !== undefined && { asked }) });
    blocks = {};
  }
  return examples;
}

/** The page with what is sent by now in all places. */
export function pageWithSent(page: string): string {
  const sent = examplesOf(page).map((example) => sentFor(example).messages.at(-1)?.text);
  return page.replace(BLOCK, (block, language, name) =>
    name === "sent" ? `\`\`\`${language} sent\n${sent.shift()}\n\`\`\`` : block,
  );
}

export function requestOf({ asked, given }: Example): PlainBody {
  const question = asked === undefined ? [] : [{ role: "user", text: asked } as const];
  return { messages: [...question, { role: "tool", tool: "run", text: given }] };
}

/** The usual options, with a model that can fetch what is left out. */
export function optionsOf({ options: { format = "text", ...compressors } }: Example) {
  return { dialect: plainDialect, compressors: defaultCompressors(compressors), retrieval: "assume", format } as const;
}

export function sentFor(example: Example, options: OptimizerOptions = optionsOf(example)): PlainBody {
  const optimizer = createOptimizer({ ...options, strict: true });
  return (optimizer.optimizeObject(requestOf(example)) as Optimized<PlainBody>).body;
}
