import type { Dialect } from "../conversation/dialect.js";
import type { JsonObject } from "../conversation/json-shape.js";
import type { JsonValue } from "../json/path.js";
import type { Tokenizer } from "../tokenizer/tokenizer.js";

/** Counts tokens of texts and of messages. Counts of messages are never exact: providers add tokens that they do not name. */
export interface TokenCounter {
  /** Whether `countText` gives the model's own number. */
  readonly exact: boolean;
  countText(text: string): number;
  countMessage(message: JsonValue): number;
  /** With what primes the answer. */
  countMessages(messages: readonly JsonValue[]): number;
}

/** What primes the answer, in tokens. */
const REPLY = 3;

export interface TokenCounterParts {
  readonly model: string;
  readonly tokenizer: Tokenizer;
  readonly dialect: Dialect;
  readonly messagesIn: string;
  readonly messageOverhead: number;
}

/** Counts what a dialect reads of messages. Where it reads nothing, the JSON of the message is counted. */
export function createTokenCounter(parts: TokenCounterParts): TokenCounter {
  const { model, tokenizer, dialect, messagesIn, messageOverhead } = parts;
  const countMessage = (message: JsonValue): number => {
    const body: JsonObject = { model, [messagesIn]: [message] };
    const read = dialect.read(body, (_path, value) => JSON.stringify(value))?.parts ?? [];
    const texts = read.length === 0 ? [JSON.stringify(message)] : read.map(({ text }) => text ?? "");
    return texts.reduce((sum, text) => sum + tokenizer.count(text), messageOverhead);
  };
  return {
    exact: tokenizer.exact,
    countText: (text) => tokenizer.count(text),
    countMessage,
    countMessages: (messages) => messages.reduce<number>((sum, message) => sum + countMessage(message), REPLY),
  };
}
