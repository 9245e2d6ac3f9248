import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { checkOptions, type McpOptions } from "../options/mcp-options.js";
import { createWrapping } from "../wrap/create-wrapping.js";

type Call = Client["callTool"];
type List = Client["listTools"];

/**
 * A client whose tool calls give shorter results. Its list of tools has `headroom_retrieve` beside those of the server; calls
 * of it are answered here. All other members are those of the client, which stays as it is.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 * @example
 * const client = withHeadroom(new Client({ name: "app", version: "1.0.0" }));
 * await client.connect(transport);
 * const { content } = await client.callTool({ name: "list_orders", arguments: {} });
 */
export function withHeadroom<C extends Client>(client: C, options: McpOptions = {}): C {
  checkOptions(options, "withHeadroom");
  const { compressor, toolsFor, answer } = createWrapping(options);

  const listTools: List = async (...args) => {
    const list = await client.listTools(...args);
    const names = list.tools.map(({ name }) => name);
    const more = toolsFor({ names, isLast: list.nextCursor === undefined });
    return more.length === 0 ? list : { ...list, tools: [...list.tools, ...more] };
  };
  const callTool = (async (...args: Parameters<Call>) => {
    const [{ name: toolName, arguments: given = {} }] = args;
    const answered = await answer(toolName, given);
    if (answered !== undefined) return answered;
    const result = await client.callTool(...args);
    if (!Array.isArray(result.content)) return result;
    const call = { toolName, toolArguments: JSON.stringify(given) };
    return (await compressor.compress(result as CallToolResult, call)).result;
  }) as Call;

  const own: Readonly<Record<PropertyKey, unknown>> = { listTools, callTool };
  return new Proxy(client, {
    get(target, property) {
      if (Object.hasOwn(own, property)) return own[property];
      // Methods write to fields of the client itself.
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" && property !== "constructor" ? value.bind(target) : value;
    },
    set: (target, property, value) => Reflect.set(target, property, value, target),
  });
}
