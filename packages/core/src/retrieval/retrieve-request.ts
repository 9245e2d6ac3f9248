import { invalidOption } from "../options/invalid-option.js";
import type { RetrieveFilter } from "./retrieve-part.js";

/** Which original, and which part of it. */
export interface RetrieveRequest extends RetrieveFilter {
  readonly handle: string;
}

const PARTS = ["rows", "lines", "grep"] as const;

/**
 * Reads the arguments of a call of the retrieval tool: an object, or JSON of one. Models write numbers for ranges, and `null`
 * or nothing for what they do not ask; both are understood. Members that are not known are passed over.
 *
 * @throws HeadroomError `invalid-option` saying what to write instead.
 * @example
 * readRetrieveCall('{"handle": "0a1b2c3d4e5f", "rows": 7, "grep": null}'); // { handle: "0a1b2c3d4e5f", rows: "7" }
 */
export function readRetrieveCall(call: unknown): RetrieveRequest {
  const members = typeof call === "string" ? parsed(call) : call;
  if (typeof members !== "object" || members === null || Array.isArray(members)) {
    throw invalidOption('The arguments must be an object such as {"handle": "0a1b2c3d4e5f", "rows": "4-20"}.');
  }
  const { handle } = members as Readonly<Record<string, unknown>>;
  if (typeof handle !== "string")
    throw invalidOption("handle is missing: give the 12 hex digits that the output names.");
  const request: { -readonly [Name in keyof RetrieveRequest]: RetrieveRequest[Name] } = { handle: handle.trim() };
  for (const part of PARTS) {
    const value = (members as Readonly<Record<string, unknown>>)[part];
    if (value === undefined || value === null || value === "") continue;
    if (typeof value !== "string" && typeof value !== "number")
      throw invalidOption(`${part} must be a text such as "4-20".`);
    request[part] = String(value);
  }
  return request;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidOption("The arguments are not valid JSON.");
  }
}
