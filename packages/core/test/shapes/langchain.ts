import type { Dialect } from "../../src/conversation/dialect.js";
import { sealedPart, textPart } from "../../src/conversation/make-part.js";
import type { Part, PartKind, Role } from "../../src/conversation/part.js";
import { readContent } from "../../src/conversation/read-content.js";
import type { JsonValue } from "../../src/json/path.js";
import { behindAnswered, noUsage } from "./common.js";

export type MessageContent = string | readonly { readonly type: string; readonly [member: string]: unknown }[];

/** Messages as a framework has them: classes with methods on their prototypes and members that are no JSON. */
export abstract class Message {
  readonly additional_kwargs: Record<string, unknown> = {};
  readonly created = new Date(0);
  constructor(readonly content: MessageContent) {}
  abstract getType(): "system" | "human" | "ai" | "tool";
  get length(): number {
    return this.content.length;
  }
}

export class SystemMessage extends Message {
  getType(): "system" {
    return "system";
  }
}

export class HumanMessage extends Message {
  getType(): "human" {
    return "human";
  }
}

export class AIMessage extends Message {
  constructor(
    content: MessageContent,
    readonly tool_calls: readonly { readonly id: string; readonly name: string; readonly args: unknown }[] = [],
  ) {
    super(content);
  }
  getType(): "ai" {
    return "ai";
  }
}

export class ToolMessage extends Message {
  readonly artifact = new Map([["kept", "as it is"]]);
  constructor(
    content: MessageContent,
    readonly tool_call_id: string,
    readonly status: "success" | "error" = "success",
  ) {
    super(content);
  }
  getType(): "tool" {
    return "tool";
  }
}

const ROLES: Readonly<Record<string, Role>> = { system: "system", human: "user", ai: "assistant", tool: "tool" };
const KINDS: Readonly<Record<string, PartKind>> = { system: "system", tool: "tool-result" };

/** LangChain messages: the body is a list of class instances. */
export const langchain: Dialect = {
  ...noUsage,
  name: "langchain",
  read(body) {
    if (!Array.isArray(body)) return undefined;
    const calls = new Map<string, { readonly name: string; readonly args: unknown }>();
    const parts = body.flatMap((value: unknown, messageIndex): readonly Part[] => {
      if (!(value instanceof Message)) return [sealedPart({ messageIndex, role: "unknown" }, "opaque", [messageIndex])];
      const type = value.getType();
      const call = value instanceof ToolMessage ? calls.get(value.tool_call_id) : undefined;
      const origin = {
        messageIndex,
        role: ROLES[type] ?? "unknown",
        ...(value instanceof ToolMessage && { toolCallId: value.tool_call_id, isError: value.status === "error" }),
        ...(call !== undefined && { toolName: call.name, toolArguments: JSON.stringify(call.args) }),
      };
      const made = value instanceof AIMessage ? value.tool_calls : [];
      for (const each of made) calls.set(each.id, each);
      return [
        ...readContent(value.content as JsonValue, [messageIndex, "content"], {
          origin,
          text: (path, text) => textPart(origin, KINDS[type] ?? "text", path, text),
          block: (path, kind) => (kind === "image_url" ? [sealedPart(origin, "media", path)] : undefined),
        }),
        ...made.map((_call, at) => sealedPart(origin, "tool-call", [messageIndex, "tool_calls", at])),
      ];
    });
    return { dialect: "langchain", model: "", parts };
  },
  anchors: (body) =>
    behindAnswered(body as readonly JsonValue[], [], (value) => {
      const message = value as unknown as Message;
      return {
        calls: message instanceof AIMessage ? message.tool_calls.map((call) => call.id) : [],
        answers: message instanceof ToolMessage ? [message.tool_call_id] : [],
        isUser: message instanceof HumanMessage,
      };
    }),
  insertion: (_anchor, text) => new HumanMessage(text) as unknown as JsonValue,
};
