import type { Report } from "@headroom/core";
import type { RequestBody } from "../exchange/exchange.js";
import { largestChange } from "./largest-change.js";
import { redact } from "./redact.js";
import type { RequestContent, TextChange } from "./request-entry.js";

/** More of a request or of an answer is not kept. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Members that hold what was said, by format. */
const SAID = ["system", "instructions", "systemInstruction", "messages", "input", "contents"];

/** Keeps what was said in one request. */
export class ContentRecorder {
  #request: unknown;
  #before: { readonly body: Uint8Array; readonly report: Report } | undefined;
  #change: TextChange | undefined;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  /** Takes the body as it came, where it is readable as it is, with what was done to it. */
  comes(body: Uint8Array, report: Report): void {
    if (body.length <= MAX_BYTES) this.#before = { body, report };
  }

  /** Takes the body as it goes to the provider. */
  sends(body: RequestBody | undefined): void {
    if (!(body instanceof Uint8Array) || body.length > MAX_BYTES) return;
    const value = parse(Buffer.from(body).toString());
    if (this.#before !== undefined) {
      const { body: before, report } = this.#before;
      this.#change = largestChange(parse(Buffer.from(before).toString()), value, report);
      this.#before = undefined;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    this.#request = Object.fromEntries(Object.entries(value).filter(([name]) => SAID.includes(name)));
  }

  receives(chunk: Uint8Array): void {
    if (this.#size > MAX_BYTES) return;
    this.#size += chunk.length;
    this.#chunks.push(Uint8Array.from(chunk));
  }

  /** What was said, without what looks like a secret. */
  content(): RequestContent {
    const text = Buffer.concat(this.#chunks).toString();
    return {
      request: redact(this.#request ?? null),
      response: redact(parse(text) ?? text),
      change: redact(this.#change),
    };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
