import type { AnswerEnd, AnswerObserver } from "../../answer/answer-observer.js";
import { type ByteSink, decodedCopy } from "../../answer/decoded-copy.js";
import { isWholeJson, isWholeStream } from "../../answer/whole-answer.js";
import type { ResponseHead } from "../../exchange/exchange.js";
import { headerValue } from "../../headers/header-lines.js";
import { lastingLines, type StoredAnswer } from "./stored-answer.js";

/** Encodings whose content can be looked at. */
const READABLE = /^(?:identity|gzip|x-gzip|deflate|br|zstd)?$/i;

/** Writes an answer down as it comes. What is not a whole, good answer of at most `limit` bytes leaves nothing behind. */
export class AnswerRecorder implements AnswerObserver {
  /** The answer, once it is complete; `undefined` for one that is not to be given again. */
  readonly recorded: Promise<StoredAnswer | undefined>;
  #resolve: (answer: StoredAnswer | undefined) => void = () => {};
  #head: ResponseHead | undefined;
  #chunks: Uint8Array[] = [];
  #decoded: Uint8Array[] = [];
  #copy: ByteSink | undefined;
  #size = 0;

  constructor(
    private readonly limit: number,
    private readonly now: () => number,
  ) {
    this.recorded = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  start(head: ResponseHead): void {
    const encoding = headerValue(head.headers, "content-encoding") ?? "";
    if (head.status !== 200 || !READABLE.test(encoding.trim())) return;
    this.#head = head;
    this.#copy = decodedCopy(encoding, (bytes) => this.#decoded.push(bytes));
  }

  data(chunk: Uint8Array): void {
    if (this.#head === undefined) return;
    this.#size += chunk.length;
    if (this.#size > this.limit) {
      this.#forget();
      return;
    }
    this.#chunks.push(chunk);
    this.#copy?.push(chunk);
  }

  end({ how }: AnswerEnd): void {
    if (how !== "complete") this.#forget();
    void this.#finish();
  }

  async #finish(): Promise<void> {
    await this.#copy?.end();
    const head = this.#head;
    if (head === undefined || !this.#isWhole(head)) return this.#resolve(undefined);
    const { status, reason, headers } = head;
    const body = new Uint8Array(Buffer.concat(this.#chunks));
    this.#resolve({ status, reason, headers: lastingLines(headers, status), at: this.now(), body });
  }

  #isWhole({ headers }: ResponseHead): boolean {
    const content = Buffer.concat(this.#decoded);
    const isStream = /event-stream/i.test(headerValue(headers, "content-type") ?? "");
    return isStream ? isWholeStream(content) : isWholeJson(content);
  }

  #forget(): void {
    this.#head = undefined;
    this.#chunks = [];
    this.#decoded = [];
  }
}
