import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import type { Prompt, PromptBlock, PromptTool, ToolChoice, Turn } from "../prompt.js";
import type { SandboxRequest } from "../sandbox-dialect.js";
import { wrong } from "../sandbox-problem.js";
import { createShape } from "../shape.js";

const MEDIA_TOKENS = 258;
const shape = createShape((param, expected) => wrong(`Invalid value at '${param}': expected ${expected}.`, param));

/** Members of a part that say what it is. */
const KINDS = [
  ...["text", "functionCall", "functionResponse", "inlineData", "fileData", "executableCode"],
  ...["codeExecutionResult", "toolCall", "toolResponse"],
];

/**
 * A request to generate content, or to count its tokens.
 *
 * @throws SandboxProblem naming what is wrong.
 */
export function readRequest({ body, model = "", stream = false }: SandboxRequest): Prompt {
  const inner = asObject(body.generateContentRequest) ?? body;
  const contents = shape
    .array(inner.contents, "contents")
    .map((content, index) => shape.object(content, `contents[${index}]`));
  if (contents.length === 0) throw wrong("* GenerateContentRequest.contents: contents is not specified", "contents");
  const parts = contents.map(readContent);
  checkPairs(contents);
  const tools = readTools(inner);
  const config = asObject(inner.generationConfig);
  const limit = shape.count(config?.maxOutputTokens, "generation_config.max_output_tokens", 1);
  const schema = schemaOf(config);
  return {
    model,
    blocks: [...definitionBlocks(inner), ...parts.flat()],
    tools,
    choice: choiceOf(inner),
    parallel: true,
    turn: turnOf(contents),
    ...(schema !== undefined && { schema }),
    ...(limit !== undefined && { limit }),
    stream,
  };
}

function partsOf(content: JsonObject | undefined): readonly JsonObject[] {
  return (asArray(content?.parts) ?? []).map((part) => asObject(part) ?? {});
}

function readContent(content: JsonObject, index: number): readonly PromptBlock[] {
  const param = `contents[${index}]`;
  const role = content.role === undefined ? "user" : shape.string(content.role, `${param}.role`);
  if (!["user", "model", "function"].includes(role))
    throw wrong("Please use a valid role: user, model.", `${param}.role`);
  const parts = shape.array(content.parts, `${param}.parts`);
  if (parts.length === 0)
    throw wrong(`* GenerateContentRequest.${param}.parts: contents.parts must not be empty.`, param);
  return parts.map((part, at) =>
    readPart(shape.object(part, `${param}.parts[${at}]`), `${param}.parts[${at}]`, at === 0 ? `\n${role}\n` : ""),
  );
}

function readPart(part: JsonObject, param: string, head: string): PromptBlock {
  const kinds = KINDS.filter((kind) => part[kind] !== undefined);
  if (kinds.length !== 1)
    throw wrong(
      `* GenerateContentRequest.${param}.data: required oneof field 'data' must have one initialized field`,
      param,
    );
  const [kind = ""] = kinds;
  if (kind === "text") return { text: head + shape.string(part.text, `${param}.text`) };
  const data = shape.object(part[kind], `${param}.${kind}`);
  if (kind === "inlineData" || kind === "fileData") return { text: head + JSON.stringify(data), tokens: MEDIA_TOKENS };
  if (kind === "functionCall" || kind === "functionResponse") {
    shape.string(data.name, `${param}.${kind}.name`);
    const member = kind === "functionCall" ? "args" : "response";
    if (kind === "functionResponse" || data.args !== undefined)
      shape.object(data[member], `${param}.${kind}.${member}`);
  }
  return { text: `${head}${kind} ${JSON.stringify(data)}` };
}

/** A turn with calls is followed by one with as many responses, by name. */
function checkPairs(contents: readonly JsonObject[]): void {
  for (const [index, content] of contents.entries()) {
    const responses = namesOf(content, "functionResponse");
    const calls = namesOf(contents[index - 1], "functionCall");
    if (calls.join("\n") === responses.join("\n")) continue;
    throw wrong(
      "Please ensure that the number of function response parts is equal to the number of function call parts of the " +
        "function call turn, and that function response turn comes immediately after a function call turn.",
      `contents[${index}]`,
    );
  }
  if (namesOf(contents.at(-1), "functionCall").length > 0) {
    throw wrong("Please ensure that function call turn is followed by a function response turn.", "contents");
  }
}

function namesOf(content: JsonObject | undefined, kind: string): readonly string[] {
  return partsOf(content)
    .flatMap((part) => asString(asObject(part[kind])?.name) ?? [])
    .sort();
}

function readTools({ tools }: JsonObject): readonly PromptTool[] {
  if (tools === undefined) return [];
  return shape.array(tools, "tools").flatMap((tool, index) => {
    const declared = asArray(asObject(tool)?.functionDeclarations) ?? [];
    return declared.map((value, at) => readDeclaration(value, `tools[${index}].function_declarations[${at}]`));
  });
}

function readDeclaration(value: JsonValue, param: string): PromptTool {
  const declared = shape.object(value, param);
  const name = shape.string(declared.name, `${param}.name`);
  if (!/^[a-zA-Z_][\w.:-]{0,127}$/.test(name)) throw wrong(`Invalid function name at '${param}.name'.`, param);
  const schema = declared.parameters ?? declared.parametersJsonSchema ?? {};
  return {
    name,
    description: asString(declared.description) ?? "",
    schema: shape.object(schema, `${param}.parameters`),
  };
}

/** System instruction and tools come before all contents. */
function definitionBlocks({ systemInstruction, tools }: JsonObject): readonly PromptBlock[] {
  const system =
    asString(systemInstruction) ??
    partsOf(asObject(systemInstruction))
      .map(({ text }) => text)
      .join("\n");
  const definitions = (asArray(tools) ?? []).map((tool) => ({ text: JSON.stringify(tool) }));
  return system === "" ? definitions : [{ text: system }, ...definitions];
}

function choiceOf({ toolConfig }: JsonObject): ToolChoice {
  const config = asObject(asObject(toolConfig)?.functionCallingConfig);
  const [only, ...others] = asArray(config?.allowedFunctionNames) ?? [];
  if (config?.mode === "NONE") return { type: "none" };
  if (config?.mode !== "ANY") return { type: "auto" };
  return typeof only === "string" && others.length === 0 ? { type: "tool", name: only } : { type: "required" };
}

function schemaOf(config: JsonObject | undefined): Prompt["schema"] {
  if (config?.responseMimeType !== "application/json") return undefined;
  return asObject(config.responseSchema) ?? asObject(config.responseJsonSchema) ?? true;
}

function turnOf(contents: readonly JsonObject[]): Turn {
  const last = contents.at(-1);
  const count = namesOf(last, "functionResponse").length;
  if (count > 0) return { kind: "results", count };
  if (last?.role === "model") return { kind: "other" };
  return {
    kind: "user",
    text: partsOf(last)
      .map((part) => asString(part.text) ?? "")
      .join("\n"),
  };
}
