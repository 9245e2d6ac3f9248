import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CLIENT_MARKS, type ClientMarks, markLikeClaudeCode } from "./cache/client-marks.ts";

/** What is replayed, and how. */
export interface BenchmarkOptions {
  /** File or folder of the sessions whose bill is told. */
  readonly sessions: string;
  /** File or folder of recordings with usage, for fidelity; the sessions' own usage is looked at in any case. */
  readonly recordings: string | undefined;
  readonly marks: ClientMarks;
  /** Folder that bill.md and bill.svg are written to. */
  readonly out: string | undefined;
}

/**
 * Reads the options: `--sessions`, `--recordings`, `--client` and `--out`. Without them, the sessions are those of the folder
 * that HEADROOM_CORPUS names, or those that come with the command. Paths are seen from the folder that the command was
 * given in (`INIT_CWD`).
 *
 * @throws Error naming the option that is wrong.
 */
export function readBenchmarkOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): BenchmarkOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { sessions: text, recordings: text, client: text, out: text },
  });
  const corpus = env.HEADROOM_CORPUS;
  const smoke = env.BENCH_SMOKE === "1";
  const bundled = join(folder, "../apps/proxy/sessions");
  const at = (path: string): string => resolve(env.INIT_CWD ?? ".", path);
  const sessions = given(values.sessions, at) ?? (corpus === undefined || smoke ? bundled : join(corpus, "sessions"));
  const besideCorpus = corpus === undefined || smoke ? "" : join(corpus, "recordings");
  const recordings = given(values.recordings, at) ?? (existsSync(besideCorpus) ? besideCorpus : undefined);
  for (const path of [sessions, ...(recordings === undefined ? [] : [recordings])]) {
    if (!existsSync(path)) throw new Error(`There is no file or folder ${path}.`);
  }
  const marks = values.client === undefined ? markLikeClaudeCode : CLIENT_MARKS.get(values.client);
  if (marks === undefined) {
    throw new Error(`There is no client named ${values.client}. Choose from: ${[...CLIENT_MARKS.keys()].join(", ")}.`);
  }
  const out = given(values.out, at) ?? (smoke ? undefined : join(folder, "results"));
  return { sessions, recordings, marks, out };
}

function given(path: string | undefined, at: (path: string) => string): string | undefined {
  return path === undefined ? undefined : at(path);
}
