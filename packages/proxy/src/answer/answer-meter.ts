import { asArray, createSseReader, type Dialect, type JsonValue, type Usage } from "@headroom/core";
import type { ResponseHead } from "../exchange/exchange.js";
import { headerValue } from "../headers/header-lines.js";
import { neverConnected } from "../upstream/error-code.js";
import type { AnswerEnd, AnswerObserver } from "./answer-observer.js";
import { type ByteSink, decodedCopy } from "./decoded-copy.js";
import { textLength } from "./text-length.js";

/** Longest plain answer in which usage is looked for, in bytes. */
const MAX_JSON_BYTES = 16 * 1024 * 1024;
const CHARACTERS_PER_TOKEN = 4;
/** Events that repeat what others brought. */
const REPEATS = /"type":\s*"[\w.]*(?:\.done|\.added|\.created|\.in_progress|\.completed|_start|_stop)"/;

/** What a request cost in tokens. */
export interface MeteredAnswer {
  /** Whether the provider did anything for the request that it may bill. */
  readonly billed: boolean;
  /** Whether the answer came to its end. */
  readonly complete: boolean;
  /** What the provider counted. Output that it did not count is estimated by what the model said. */
  readonly usage: Usage;
}

/**
 * Reads along in an answer and tells at its end what the request cost. The output is estimated where the answer broke off, or
 * where the provider counts nothing in streams: at four characters for a token, which is low rather than high.
 */
export class AnswerMeter implements AnswerObserver {
  readonly settled: Promise<MeteredAnswer>;
  #resolve: (metered: MeteredAnswer) => void = () => {};
  #status: number | undefined;
  #reader: AnswerReader | undefined;
  #copy: ByteSink | undefined;

  constructor(private readonly dialect: Dialect) {
    this.settled = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  start({ status, headers }: ResponseHead): void {
    this.#status = status;
    if (status >= 300) return;
    const isStream = /event-stream/i.test(headerValue(headers, "content-type") ?? "");
    const reader = isStream ? readEvents(this.dialect) : readWhole(this.dialect);
    this.#reader = reader;
    this.#copy = decodedCopy(headerValue(headers, "content-encoding"), (bytes) => reader.push(bytes));
  }

  data(chunk: Uint8Array): void {
    this.#copy?.push(chunk);
  }

  end(end: AnswerEnd): void {
    void this.#settle(end);
  }

  async #settle(end: AnswerEnd): Promise<void> {
    await this.#copy?.end();
    const { usage, outputCharacters } = this.#reader?.result() ?? { usage: {}, outputCharacters: 0 };
    const estimate = Math.ceil(outputCharacters / CHARACTERS_PER_TOKEN);
    const { outputTokens } = usage;
    // A count from the beginning of an answer stands in broken ones as if it were of the whole.
    const isCounted = outputTokens !== undefined && outputTokens >= estimate / 2;
    this.#resolve({
      billed: this.#isBilled(end),
      complete: end.how === "complete",
      usage: isCounted ? usage : { ...usage, outputTokens: estimate },
    });
  }

  #isBilled(end: AnswerEnd): boolean {
    if (this.#status !== undefined) return this.#status < 300;
    if (end.how === "unsent") return false;
    return !(end.how === "failed" && neverConnected(end.error));
  }
}

/** Reads usage and the length of what was said. */
interface AnswerReader {
  push(bytes: Uint8Array): void;
  result(): { readonly usage: Usage; readonly outputCharacters: number };
}

function readEvents(dialect: Dialect): AnswerReader {
  const usage = dialect.usageReader();
  let outputCharacters = 0;
  const events = createSseReader(({ data }) => {
    if (!REPEATS.test(data)) outputCharacters += textLength(parse(data));
  });
  return {
    push(bytes) {
      usage.push(bytes);
      events.push(bytes);
    },
    result: () => ({ usage: usage.usage() ?? {}, outputCharacters }),
  };
}

function readWhole(dialect: Dialect): AnswerReader {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    push(bytes) {
      size += bytes.length;
      if (size <= MAX_JSON_BYTES) chunks.push(bytes);
      else chunks.length = 0;
    },
    result() {
      const whole = Buffer.concat(chunks);
      const value = parse(whole.toString());
      // What is no JSON was broken off, or is an answer of another kind.
      if (value === null) return { usage: {}, outputCharacters: size };
      // Google streams an array where events are not asked for.
      const usage = asArray(value) === undefined ? dialect.readUsage(value) : streamUsage(dialect, whole);
      return { usage: usage ?? {}, outputCharacters: textLength(value) };
    },
  };
}

function streamUsage(dialect: Dialect, whole: Uint8Array): Usage | undefined {
  const reader = dialect.usageReader();
  reader.push(whole);
  return reader.usage();
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
