import type { Readable, Writable } from "node:stream";

/** The process as a command sees it, so that tests can run one without a process. */
export interface World {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
  /** The words that start this program again. */
  readonly self: readonly string[];
  /** Address of the thread that optimizes long bodies; absent where all is done in this one. */
  readonly workerUrl?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** One word of the command line. `run` gives the exit code: 0 done, 1 bad input, 2 wrong use. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What `--help` prints: how it is written, what it does, examples, and its options, each at the beginning of a line. */
  readonly help: () => string;
  /**
   * What becomes of it when the process is asked to end: it ends by itself when `world.signal` is aborted, or passes that on to
   * a program that it runs, which hears of an interrupt from its terminal. One that says nothing is ended.
   */
  readonly onSignal?: "end-itself" | "pass-on";
  /** What stands behind the word: files unless it says so. */
  readonly takes?: "nothing" | "files" | "command";
  /** The help that shows its options, where its own does not. */
  readonly options?: () => string;
  /** Its own words, where those of another program follow; else all before `--`. `--help` among them asks for its help. */
  readonly own?: (argv: readonly string[]) => readonly string[];
  /** Words that it takes, where those are few. */
  readonly words?: readonly string[];
  run(argv: readonly string[], world: World): Promise<number>;
}
