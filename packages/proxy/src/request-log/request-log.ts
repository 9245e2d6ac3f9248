import type { FailureListener } from "../failure-listener.js";
import type { RequestEntry } from "../journal/request-entry.js";
import { logRecord } from "./log-line.js";
import { RotatingFile } from "./rotating-file.js";

/** Where the log stands, and when a new file is begun. */
export interface RequestLogOptions {
  /** One JSON object a line. */
  readonly path: string;
  /** A file that would become longer is put aside as `path.1`, in bytes. @default 104_857_600 */
  readonly maxBytes?: number;
  /** How many that are put aside are kept. @default 5 */
  readonly keep?: number;
  /** Most bytes that wait to be written; what comes beyond them is dropped and counted. @default 16_777_216 */
  readonly maxWaitingBytes?: number;
}

/** Writes requests down. Never keeps a request waiting, and never fails one. */
export interface RequestLog {
  /** Adds a line; never waits for the disk. */
  write(entry: RequestEntry): void;
  /** Lines that could not be written. */
  readonly dropped: number;
  /** Resolves when all is written that can be. */
  close(): Promise<void>;
}

/**
 * Opens a log that is written in the background.
 *
 * @example
 * const log = createRequestLog({ path: "requests.jsonl" }, () => {});
 * await log.close();
 */
export function createRequestLog(options: RequestLogOptions, onFailure: FailureListener): RequestLog {
  const { path, maxBytes = 100 * 1024 * 1024, keep = 5, maxWaitingBytes = 16 * 1024 * 1024 } = options;
  const file = new RotatingFile({ path, maxBytes, keep });
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      waitingBytes = 0;
      try {
        await file.append(Buffer.concat(lines));
      } catch (error) {
        dropped += lines.length;
        onFailure("log-failed", error);
      }
    }
    writing = undefined;
  }

  return {
    get dropped() {
      return dropped;
    },
    write(entry) {
      const line = Buffer.from(`${JSON.stringify(logRecord(entry))}\n`);
      if (waitingBytes + line.length > maxWaitingBytes) {
        dropped += 1;
        return;
      }
      waiting.push(line);
      waitingBytes += line.length;
      writing ??= writeAll();
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}
