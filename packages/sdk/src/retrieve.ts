import {
  type Extract,
  HeadroomError,
  isHandle,
  originalKey,
  RETRIEVE_TOOL,
  retrievePart,
  type Store,
} from "@headroom/core";

/** Which original, and which part of it. */
export interface RetrieveRequest extends Extract {
  readonly handle: string;
}

/**
 * The tool with which a model fetches what was left out, in words and JSON Schema. Where a request has a tool of this
 * name, parts of tool outputs may be left out of it.
 *
 * @example
 * const tools = [{ type: "function", function: retrieveTool }]; // OpenAI chat
 */
export const retrieveTool = {
  name: RETRIEVE_TOOL,
  description: "Fetches what was left out of an earlier tool output, in whole or in part.",
  parameters: {
    type: "object",
    properties: {
      handle: { type: "string", description: "The 12 hex digits that the output names." },
      rows: { type: "string", description: "Rows to fetch, such as 4-20." },
      lines: { type: "string", description: "Lines to fetch, such as 4-20." },
      grep: { type: "string", description: "A regular expression; only what matches is fetched." },
    },
    required: ["handle"],
  },
} as const;

/**
 * Answers a call of {@link retrieveTool}: the original behind a handle, or part of it.
 *
 * @param originals The store that requests are optimized with, as given in the option `originals`.
 * @param tenant Whose handle it is, where the option `tenant` was given.
 * @throws HeadroomError `not-found` when there is nothing under the handle, `invalid-option` for a range that cannot be read.
 * @example
 * const originals = createMemoryStore();
 * const client = withHeadroom(new OpenAI(), { originals });
 * const text = await retrieve({ handle: "0a1b2c3d4e5f", rows: "1-20" }, originals);
 */
export async function retrieve(request: RetrieveRequest, originals: Store, tenant = "local"): Promise<string> {
  const { handle, ...extract } = request;
  if (!isHandle(handle)) {
    throw new HeadroomError("not-found", `${JSON.stringify(handle)} is no handle: those have 12 hex digits.`);
  }
  const original = await originals.get(originalKey(tenant, handle));
  if (original === undefined) {
    throw new HeadroomError("not-found", `Nothing is stored under ${handle} any more. Run the tool again.`);
  }
  return retrievePart(original, extract);
}
