import { retrieveTool } from "@headroom/core";

const { name, description } = retrieveTool;

/** JSON Schema as the types of the SDKs want it: lists that may be changed. */
const parameters = {
  type: "object" as const,
  properties: { ...retrieveTool.parameters.properties },
  required: ["handle"],
};

/**
 * The tool `headroom_retrieve` as the requests of each format name it. Where a request has it, parts of long tool outputs may
 * be left out, and whoever makes the request answers its calls: with `retriever.answer(call.arguments)`.
 *
 * @example
 * await client.chat.completions.create({ model, messages, tools: [...tools, retrieveTools.openaiChat] });
 */
export const retrieveTools = {
  openaiChat: { type: "function" as const, function: { name, description, parameters } },
  openaiResponses: { type: "function" as const, name, description, parameters, strict: false },
  anthropic: { name, description, input_schema: parameters },
  /** Goes among the `functionDeclarations` of a tool. */
  google: { name, description, parametersJsonSchema: parameters },
  cohere: { type: "function" as const, function: { name, description, parameters } },
  mistral: { type: "function" as const, function: { name, description, parameters } },
};
