import { asString } from "@headroom/core";
import type { AnsweredCall } from "../compress/tool-result-dialect.js";
import type { McpOptions } from "../options/mcp-options.js";
import { addTools, toolNames } from "./add-tools.js";
import { createWrapping } from "./create-wrapping.js";
import { readMessage } from "./json-rpc.js";

/** What becomes of a line of the client: it goes to the server, or it is answered. */
export type ClientStep = { readonly forward: Uint8Array } | { readonly answer: Uint8Array };

/** Stands between a client and a server, one line of JSON-RPC at a time. Lines have no line feed. */
export interface Relay {
  fromClient(line: Uint8Array): Promise<ClientStep>;
  /** What goes to the client for a line of the server. */
  fromServer(line: Uint8Array): Promise<Uint8Array>;
}

/** A request that is not answered yet, if its answer matters. */
type Pending = { readonly asks: "tools" } | { readonly asks: "call"; readonly call: AnsweredCall };

const encoder = new TextEncoder();

/**
 * Creates a relay that makes the results of tool calls shorter and adds `headroom_retrieve` to the server's tools, with which
 * the model fetches what was left out. All else passes as it is, also what this version of the protocol does not know.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 */
export function createRelay(options: McpOptions = {}): Relay {
  const { compressor, toolsFor, answer } = createWrapping(options);
  const pending = new Map<string, Pending>();
  return {
    async fromClient(line) {
      const message = readMessage(line);
      if (message.kind === "notification" && message.method === "notifications/cancelled") {
        pending.delete(JSON.stringify(message.params.requestId));
      }
      if (message.kind !== "request") return { forward: line };
      const { id, method, params } = message;
      if (method === "tools/list") pending.set(id, { asks: "tools" });
      if (method !== "tools/call") return { forward: line };
      const toolName = asString(params.name);
      const result = await answer(toolName, params.arguments);
      if (result !== undefined) return { answer: answerLine(id, result) };
      const toolArguments = JSON.stringify(params.arguments ?? {});
      pending.set(id, { asks: "call", call: { ...(toolName !== undefined && { toolName }), toolArguments } });
      return { forward: line };
    },
    async fromServer(line) {
      const message = readMessage(line);
      if (message.kind !== "result" && message.kind !== "error") return line;
      const asked = pending.get(message.id);
      pending.delete(message.id);
      if (message.kind === "error" || asked === undefined) return line;
      if (asked.asks === "call") return (await compressor.compressMessage(line, asked.call)).body;
      const { tools, nextCursor } = message.result;
      if (!Array.isArray(tools)) return line;
      const isLast = nextCursor === undefined || nextCursor === null;
      return addTools(line, toolsFor({ names: toolNames(tools), isLast }));
    },
  };
}

function answerLine(id: string, result: object): Uint8Array {
  return encoder.encode(`{"jsonrpc":"2.0","id":${id},"result":${JSON.stringify(result)}}`);
}
