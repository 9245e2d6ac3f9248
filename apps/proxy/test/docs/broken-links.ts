import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { ROOT } from "./read-blocks.js";

const FENCED = /^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm;
const LINK = /\]\(([^()\s]+)\)|^\[[^\]]+\]: (\S+)$/gm;

/** The links of a page to files and headings of the repository that are not there. */
export function brokenLinks(name: string, page: string): readonly string[] {
  const links = Array.from(page.replaceAll(FENCED, "").matchAll(LINK), ([, inline, below]) => inline ?? below ?? "");
  return links.filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(name, link));
}

function leadsSomewhere(name: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const file = path === "" ? name : normalize(join(dirname(name), decodeURI(path)));
  if (!existsSync(ROOT + file)) return false;
  if (heading === undefined || !statSync(ROOT + file).isFile()) return true;
  return headingsOf(readFileSync(ROOT + file, "utf8")).has(heading);
}

/** Headings as GitHub names them in addresses. */
function headingsOf(page: string): ReadonlySet<string> {
  const titles = page.replaceAll(FENCED, "").matchAll(/^#+ (.*)$/gm);
  return new Set(Array.from(titles, ([, title = ""]) => slug(title)));
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}
