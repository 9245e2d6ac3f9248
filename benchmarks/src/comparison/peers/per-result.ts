import { plainStrategy, type Strategy } from "../../bill/strategies/strategy.ts";
import { mapToolResults } from "../../bill/strategies/tool-results.ts";

/** A peer that writes each tool result in another way, by itself and always the same. */
export function perResult(name: string, write: (text: string) => string): Strategy {
  const written = new Map<string, string>();
  return plainStrategy(name, ({ format }) => (body) => {
    return mapToolResults(body, format, ({ text }) => {
      const known = written.get(text) ?? write(text);
      written.set(text, known);
      return known;
    });
  });
}

/** What a text says as JSON; `undefined` where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
