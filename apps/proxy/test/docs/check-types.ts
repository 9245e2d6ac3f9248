/** Compiles the programs of the documentation, without writing them anywhere: `pnpm check types-docs`. */
import ts from "typescript";
import { blocksOf, markdownPages, ROOT, readPage } from "./read-blocks.js";
import { wayToRun } from "./ways-to-run.js";

interface Program {
  readonly page: string;
  /** Line of the page above its first line. */
  readonly line: number;
  readonly text: string;
}

const programs = new Map<string, Program>();
for (const page of markdownPages()) {
  for (const block of blocksOf(readPage(page))) {
    if (wayToRun(page, block) !== "program") continue;
    // As if it stood where the packages of the documentation can be found.
    const file = `${ROOT}apps/proxy/test/docs/${page.replaceAll("/", "-")}-${block.line}.ts`;
    programs.set(file, { page, line: block.line, text: `${block.text}\nexport {};\n` });
  }
}

const config = ts.readConfigFile(`${ROOT}tsconfig.paths.json`, ts.sys.readFile).config;
const { options } = ts.parseJsonConfigFileContent(
  { extends: `${ROOT}tsconfig.paths.json`, ...config, files: [] },
  ts.sys,
  ROOT,
);
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = (file) => programs.has(file) || fileExists(file);
host.readFile = (file) => programs.get(file)?.text ?? readFile(file);
host.getSourceFile = (file, target, ...rest) => {
  const text = programs.get(file)?.text;
  return text === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
};

const own = { noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
const program = ts.createProgram([...programs.keys()], { ...options, ...own }, host);
for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
  const { page, line } = programs.get(file?.fileName ?? "") ?? { page: file?.fileName, line: 0 };
  const at = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  console.error(`${page}:${line + at}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  process.exitCode = 1;
}
console.log(`${programs.size} programs of the documentation were compiled.`);
