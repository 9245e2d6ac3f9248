import {
  asArray,
  asObject,
  asString,
  type Dialect,
  type JsonPath,
  type JsonValue,
  type Lock,
  type PartOrigin,
  readContent,
  sealedPart,
  textPart,
} from "@headroom/core";

/** What is known of the call that a result answers. */
export interface AnsweredCall {
  readonly toolName?: string;
  /** Source of the arguments, as JSON. */
  readonly toolArguments?: string;
}

const FREE: readonly Lock[] = [];
/** Blocks that are for the user alone never reach the model: there is nothing to save, and people read them as they are. */
const FOR_THE_USER: readonly Lock[] = ["policy"];

/**
 * The result of one tool call of the Model Context Protocol, as an answer `{ result }` of JSON-RPC has it; `query` beside it
 * says what was asked for. The texts of `content` can be edited. Structured content stays as it is, since clients check it
 * against the tool's schema, and so does every block of another type.
 *
 * @example
 * const dialect = toolResultDialect({ toolName: "search" });
 * const { body } = await createOptimizer({ dialect, compressors, retrieval: "tool" }).optimizeObject({ result });
 */
export function toolResultDialect(call: AnsweredCall): Dialect {
  return {
    name: "mcp",
    read(body) {
      const message = asObject(body);
      const result = asObject(message?.result);
      const content = asArray(result?.content);
      if (result === undefined || content === undefined) return undefined;
      const origin: PartOrigin = { ...call, messageIndex: 1, role: "tool", isError: result.isError === true };
      const query = asString(message?.query);
      const asked = query === undefined ? [] : [textPart({ messageIndex: 0, role: "user" }, "text", ["query"], query)];
      return { dialect: "mcp", model: "", parts: [...asked, ...readResult(content, origin)] };
    },
    anchors: () => [],
    insertion: (_anchor, text) => ({ type: "text", text }),
    readUsage: () => undefined,
    usageReader: () => ({ push: () => undefined, usage: () => undefined }),
    minimumCacheableTokens: () => 0,
  };
}

function readResult(content: readonly JsonValue[], origin: PartOrigin) {
  return readContent(content as JsonValue, ["result", "content"], {
    origin,
    text: (path, text) =>
      textPart(origin, "tool-result", path, text, isForTheUser(content, path) ? FOR_THE_USER : FREE),
    block: (path, type) => (type === "image" || type === "audio" ? [sealedPart(origin, "media", path)] : undefined),
  });
}

function isForTheUser(content: readonly JsonValue[], path: JsonPath): boolean {
  const audience = asArray(asObject(asObject(content[path[2] as number])?.annotations)?.audience);
  return audience !== undefined && audience.length > 0 && !audience.includes("assistant");
}
