import { createReadStream } from "node:fs";
import { basename, relative } from "node:path";
import type { FoundFile, FoundFiles } from "../files/find-files.js";
import { addLogs, NO_REQUESTS } from "../request-log/log-sums.js";
import { type FileContents, type ReadOptions, readRecordings } from "./read-recordings.js";
import type { Recording } from "./recording.js";
import { type ReplayedSession, type ReplayOptions, replayRecording } from "./replay/replay-recording.js";
import { type FileSums, NO_FILES, type Simulation, sumSimulation } from "./simulation.js";

export interface SimulateOptions {
  readonly read: Omit<ReadOptions, "counted">;
  readonly replay: ReplayOptions;
  /** Recordings that ended earlier, in milliseconds of the epoch, are passed over. */
  readonly since?: number | undefined;
  /** Names are shown from here. */
  readonly root: string;
  /** Is told of each file before it is read. */
  readonly onFile: (file: FoundFile, index: number) => void;
}

/** Replays what stands in files, one recording after the other, and holds no more of them than figures. */
export async function simulateFiles(found: FoundFiles, options: SimulateOptions): Promise<Simulation> {
  const sessions: ReplayedSession[] = [];
  let log = NO_REQUESTS;
  let sums: FileSums = { ...NO_FILES, unreadable: found.unreadable };
  const read = { ...options.read, counted: new Set<string>() };
  for (const [index, file] of found.files.entries()) {
    options.onFile(file, index);
    const name = nameOf(file, options.root);
    const linesBefore = sums.lines - skippedOf(sums);
    let requests = 0;
    try {
      for await (const contents of readRecordings(name, () => createReadStream(file.path), read)) {
        sums = addLines(sums, contents);
        log = addLogs(log, contents.log);
        requests += contents.log.requests + contents.recordings.length;
        for (const recording of contents.recordings.filter(isSince(options.since))) {
          sessions.push(await replayRecording(recording, options.replay));
        }
      }
      const isForeign = requests === 0 && sums.lines - skippedOf(sums) === linesBefore;
      sums = {
        ...sums,
        read: sums.read + 1,
        withoutRequests: sums.withoutRequests + (requests === 0 && !isForeign ? 1 : 0),
        foreign: isForeign ? [...sums.foreign, name] : sums.foreign,
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      sums = { ...sums, unreadable: [...sums.unreadable, { path: file.path, reason: (error as Error).message }] };
    }
  }
  const { tools, transforms, largest } = options.replay.ledger;
  return sumSimulation({ sessions, tools, transforms, largest, log, files: sums });
}

function nameOf({ path }: FoundFile, root: string): string {
  const below = relative(root, path);
  return (below === "" ? basename(path) : below).replace(/\.(?:jsonl|ndjson|json)$/i, "");
}

function isSince(since: number | undefined): (recording: Recording) => boolean {
  return ({ turns }) => since === undefined || (turns.findLast(({ at }) => at !== undefined)?.at ?? since) >= since;
}

function skippedOf({ skipped: { notJson, notUnderstood, tooLong } }: FileSums): number {
  return notJson + notUnderstood + tooLong;
}

function addLines(sums: FileSums, { lines, skipped }: FileContents): FileSums {
  const { notJson, notUnderstood, tooLong } = sums.skipped;
  return {
    ...sums,
    lines: sums.lines + lines,
    skipped: {
      notJson: notJson + skipped.notJson,
      notUnderstood: notUnderstood + skipped.notUnderstood,
      tooLong: tooLong + skipped.tooLong,
    },
  };
}
