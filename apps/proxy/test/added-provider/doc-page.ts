import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
/** The page that shows the files beside this one. */
export const PAGE = `${ROOT}docs/adding-a-provider.md`;
const FILE = /<!-- file: (\S+) -->\n(?:\n```ts\n[\s\S]*?\n```\n)?/g;

/** The page as it stands. */
export function readPage(): string {
  return readFileSync(PAGE, "utf8");
}

/** The page with every file in its place, as it is now. */
export function pageWithFiles(page: string): string {
  return page.replace(FILE, (_match, file: string) => {
    const code = readFileSync(ROOT + file, "utf8").trimEnd();
    return `<!-- file: ${file} -->\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
  });
}
