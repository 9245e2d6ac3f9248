import type { Dialect } from "../conversation/dialect.js";
import { asObject } from "../conversation/json-shape.js";
import { readByteDocument } from "../document/byte-document.js";

import { isRetrieveTool, retrieveTool } from "./retrieve-tool.js";

/**
 * The request with the retrieval tool behind the tools that it has. Every other byte stays, and the same tools give the same
 * bytes, so that the cached prefix does.
 *
 * `undefined` where nothing is added: the request has no tools, which a nested agent may be without on purpose; it has the
 * retrieval tool itself, so that somebody else answers its calls; or they could not be answered here.
 */
export function offerRetrieveTool(body: Uint8Array, dialect: Dialect): Uint8Array | undefined {
  const { tools } = dialect;
  if (tools === undefined) return undefined;
  const document = readByteDocument(body);
  if (asObject(document.value)?.stream === true && tools.follow === undefined) return undefined;
  const conversation = dialect.read(document.value, document.raw);
  const path = conversation && tools.lastDefinition(document.value);
  if (conversation === undefined || path === undefined) return undefined;
  const hasIt = conversation.parts.some(
    ({ kind, toolName }) => kind === "tool-definition" && isRetrieveTool(toolName ?? ""),
  );
  if (hasIt) return undefined;
  const json = JSON.stringify(tools.define(retrieveTool));
  return document.apply([{ type: "insert-after", path, json }]).body;
}
