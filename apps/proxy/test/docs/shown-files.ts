import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { ROOT } from "./read-blocks.js";

const FILE = /<!-- file: (\S+) -->\n(?:\n```\w+\n(?:[\s\S]*?\n)??```\n)?/g;

/** A page with every file that it shows in its place, as the file is now. */
export function pageWithFiles(page: string): string {
  return page.replace(FILE, (_match, file: string) => {
    const code = readFileSync(ROOT + file, "utf8").trimEnd();
    return `<!-- file: ${file} -->\n\n\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\`\n`;
  });
}
