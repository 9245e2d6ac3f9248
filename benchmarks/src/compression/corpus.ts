import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "./round-trip.ts";

/** Strings that must stand in what a model reads, for its answer to a question. */
export interface Probe {
  readonly kind: string;
  readonly query: string;
  readonly must_contain: readonly string[];
  /** Counts: told apart, since a note may say them in other words. */
  readonly soft?: boolean;
  readonly sacred?: boolean;
}

/** A request of the corpus, with the questions that are asked of it. */
export interface CorpusRequest {
  readonly file: string;
  readonly kind: string;
  /** Whether the question stands before the tool output, after it, or whether it is a recorded session. */
  readonly mode: "asked" | "later" | "session";
  readonly format: Format;
  readonly body: object;
  readonly probes: readonly Probe[];
}

interface Entry {
  readonly type: "payload" | "session";
  readonly file: string;
  readonly kind?: string;
}

const GENERAL = "Have a look and wait for my questions.";

/** Requests of a corpus: a folder with manifest.json, probes.json, and the files that the manifest names. */
export function* corpusRequests(folder: string): Generator<CorpusRequest> {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const { entries } = JSON.parse(read("manifest.json")) as { entries: Entry[] };
  const { probes } = JSON.parse(read("probes.json")) as { probes: (Probe & { payload?: string; session?: string })[] };
  const probesOf = Map.groupBy(probes, ({ payload, session }) => payload ?? session ?? "");
  for (const { file, type, kind = "session" } of entries) {
    const own = probesOf.get(file) ?? [];
    if (type === "session") {
      const { format, system, messages } = JSON.parse(read(file));
      const body = {
        model: format === "openai-chat" ? "gpt-4o" : "claude-sonnet-5",
        ...(system && { system }),
        messages,
      };
      yield { file, kind, mode: "session", format, body, probes: own };
      continue;
    }
    const text = read(file);
    const request = (query: string) => ({
      file,
      kind,
      format: "openai-chat" as const,
      body: payloadBody(kind, text, query),
    });
    yield { ...request(GENERAL), mode: "later", probes: own };
    for (const [query, asked] of Map.groupBy(own, (probe) => probe.query)) {
      yield { ...request(query), mode: "asked", probes: asked };
    }
  }
}

function payloadBody(kind: string, text: string, query: string): object {
  const call = {
    id: "call_1",
    type: "function",
    function: { name: `get_${kind.replaceAll("-", "_")}`, arguments: "{}" },
  };
  return {
    model: "gpt-4o",
    messages: [
      { role: "system", content: "You are a careful assistant with tools." },
      { role: "user", content: query },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "call_1", content: text },
    ],
  };
}
