import { asArray, asObject, type Dialect, type JsonObject, type JsonValue } from "@headroom/core";
import { readLines } from "../files/read-lines.js";
import type { KnownDialects } from "../request/known-dialects.js";
import { addRequest, type LogSums, NO_REQUESTS } from "../request-log/log-sums.js";
import { readLoggedRequest } from "../request-log/logged-request.js";
import type { Recording, RecordingReader } from "./recording.js";
import { claudeCodeReader } from "./transcripts/claude-code.js";
import { codexReader } from "./transcripts/codex.js";
import { recordedSessionsReader } from "./transcripts/recorded-sessions.js";
import { requestsReader } from "./transcripts/requests.js";

/** A line that is longer is passed over. */
const MOST_LINE_BYTES = 128 * 1024 * 1024;
/** A file of JSON over several lines that is longer is not read. */
const MOST_FILE_BYTES = 256 * 1024 * 1024;
/** Bodies in lines are held together up to this many characters. */
const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** Lines that are not in the recordings, by the reason. */
export interface SkippedLines {
  readonly notJson: number;
  readonly notUnderstood: number;
  readonly tooLong: number;
}

/** What stands in a file. */
export interface FileContents {
  readonly recordings: readonly Recording[];
  /** Of the lines of a proxy's request log; without requests where there is none. */
  readonly log: LogSums;
  readonly lines: number;
  readonly skipped: SkippedLines;
}

export interface ReadOptions {
  readonly dialects: KnownDialects;
  /** The dialect of bodies. @default told by each of them */
  readonly dialect?: Dialect | undefined;
  /** Ids of answers that are counted already; those of this file are added. */
  readonly counted: Set<string>;
}

/**
 * Reads a file of any kind that is understood: transcripts of Claude Code, rollouts of Codex, request logs of the proxy,
 * request bodies. Lines are told apart one by one, and only what is needed of them is kept; many bodies come in parts.
 *
 * @param bytes Opens the file; called again where it is JSON over several lines.
 */
export async function* readRecordings(
  name: string,
  bytes: () => AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<FileContents> {
  let contents = new Contents(name, options);
  let parts = 1;
  let bodyBytes = 0;
  for await (const { text } of readLines(bytes(), MOST_LINE_BYTES)) {
    if (text === undefined) contents.skips("tooLong");
    else if (text.trim() !== "" && contents.takes(parse(text)) === "body") bodyBytes += text.length;
    if (bodyBytes <= MOST_BODY_BYTES) continue;
    yield contents.end();
    parts += 1;
    bodyBytes = 0;
    contents = new Contents(`${name}:${parts}`, options);
  }
  const found = contents.end();
  const isNothing = found.recordings.length === 0 && found.log.requests === 0;
  const whole = isNothing && found.skipped.notJson > 0 ? await parseWhole(bytes()) : undefined;
  yield whole === undefined ? found : readValue(name, whole, options);
}

function readValue(name: string, value: JsonValue, options: ReadOptions): FileContents {
  const contents = new Contents(name, options);
  const list = asArray(value);
  const isMessages = list?.every((item) => typeof asObject(item)?.role === "string") === true;
  if (list === undefined) contents.takes(value);
  else if (isMessages) contents.takes({ messages: list as JsonValue[] & readonly JsonObject[] });
  else for (const item of list) contents.takes(item);
  return contents.end();
}

class Contents {
  readonly #transcripts: readonly RecordingReader[];
  readonly #bodies: RecordingReader;
  readonly #skipped = { notJson: 0, notUnderstood: 0, tooLong: 0 };
  #log = NO_REQUESTS;
  #lines = 0;

  constructor(name: string, { dialects, dialect, counted }: ReadOptions) {
    this.#transcripts = [claudeCodeReader(name, counted), codexReader(name), recordedSessionsReader(name)];
    this.#bodies = requestsReader(name, dialects, dialect);
  }

  skips(reason: keyof SkippedLines): void {
    this.#lines += 1;
    this.#skipped[reason] += 1;
  }

  /** Takes the value of a line, and says whether it is a body. */
  takes(value: JsonValue | undefined): "body" | undefined {
    if (value === undefined) this.skips("notJson");
    else {
      const kind = this.#kindOf(asObject(value));
      if (kind === undefined) this.skips("notUnderstood");
      else this.#lines += 1;
      if (kind === "body") return kind;
    }
    return undefined;
  }

  #kindOf(object: JsonObject | undefined): "log" | "transcript" | "body" | undefined {
    if (object === undefined) return undefined;
    const logged = readLoggedRequest(object);
    if (logged !== undefined) {
      this.#log = addRequest(this.#log, logged);
      return "log";
    }
    if (this.#transcripts.some((reader) => reader.take(object))) return "transcript";
    return this.#bodies.take(object) ? "body" : undefined;
  }

  end(): FileContents {
    const recordings = [...this.#transcripts, this.#bodies].flatMap((reader) => reader.end());
    return { recordings, log: this.#log, lines: this.#lines, skipped: this.#skipped };
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text) as JsonValue;
  } catch {
    return undefined;
  }
}

async function parseWhole(bytes: AsyncIterable<Uint8Array>): Promise<JsonValue | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > MOST_FILE_BYTES) return undefined;
    pieces.push(piece);
  }
  return parse(Buffer.concat(pieces).toString());
}
