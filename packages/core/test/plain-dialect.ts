import type { Dialect } from "../src/conversation/dialect.js";
import { asArray, asObject, asString } from "../src/conversation/json-shape.js";
import { jsonPart, textPart } from "../src/conversation/make-part.js";
import type { Part, PartKind, Role } from "../src/conversation/part.js";
import type { JsonValue } from "../src/json/path.js";

/** A message of the plain dialect: what is said stands in `text`, and a result that is no text in `value`. */
export interface PlainMessage {
  readonly role: Role;
  readonly text?: string;
  readonly value?: JsonValue;
  readonly tool?: string;
  readonly args?: JsonValue;
  readonly failed?: boolean;
  readonly signed?: boolean;
  /** Id of the call that a result answers. */
  readonly id?: string;
  /** Sums up all before it. */
  readonly summary?: boolean;
}

/** A body of the plain dialect. */
export interface PlainBody {
  readonly model?: string;
  readonly tools?: readonly string[];
  readonly messages: readonly PlainMessage[];
}

const KINDS: Readonly<Record<string, PartKind>> = { system: "system", tool: "tool-result" };

/** The smallest dialect that has everything: for tests of what works with any dialect. */
export const plainDialect: Dialect = {
  name: "plain",
  read(body, raw) {
    const messages = asArray(asObject(body)?.messages);
    if (messages === undefined) return undefined;
    const tools = (asArray(asObject(body)?.tools) ?? []).map((tool, index) => {
      const origin = { messageIndex: -1, role: "system", toolName: asString(tool) ?? "" } as const;
      return textPart(origin, "tool-definition", ["tools", index], origin.toolName);
    });
    const parts = messages.flatMap((value, index): readonly Part[] => {
      const message = value as unknown as PlainMessage;
      const origin = {
        messageIndex: index,
        role: message.role,
        ...(message.tool !== undefined && { toolName: message.tool }),
        ...(message.args !== undefined && { toolArguments: JSON.stringify(message.args) }),
        ...(message.failed !== undefined && { isError: message.failed }),
        ...(message.id !== undefined && { toolCallId: message.id }),
        ...(message.summary !== undefined && { endsHistory: message.summary }),
      };
      const kind = KINDS[message.role] ?? "text";
      const path = ["messages", index, message.text === undefined ? "value" : "text"];
      const locks = message.signed === true ? (["signed"] as const) : [];
      if (message.text !== undefined) return [textPart(origin, kind, path, message.text, locks)];
      const said = asString(asObject(message.value)?.says);
      if (said !== undefined) return [textPart(origin, kind, [...path, "says"], said, locks)];
      return message.value === undefined ? [] : [jsonPart(origin, kind, path, raw(path, message.value), locks)];
    });
    return { dialect: "plain", model: asString(asObject(body)?.model) ?? "", parts: [...tools, ...parts] };
  },
  anchors(body) {
    return (asArray(asObject(body)?.messages) ?? []).flatMap((message, messageIndex) =>
      asObject(message)?.role === "user"
        ? [{ path: ["messages", messageIndex], messageIndex, adds: "message" as const }]
        : [],
    );
  },
  insertion: (_anchor, text) => ({ role: "user", text }),
  wrap: (part, text) => ({ replacements: [{ path: part.path, json: JSON.stringify({ says: text }) }], reads: text }),
  unwrap: (part, json) => [{ path: part.path.slice(0, -1), json }],
  readUsage: () => undefined,
  usageReader: () => ({ push: () => undefined, usage: () => undefined }),
  minimumCacheableTokens: () => 0,
};
