import { type HeaderLines, headerValue } from "./headers/header-lines.js";

/** What is to be done to one request: made smaller, only looked at, or nothing. */
export type RequestMode = "optimize" | "audit" | "off";

/** The mode that a client asks for in headers. */
export interface RequestedMode {
  /** Absent where it says nothing. */
  readonly mode: RequestMode | undefined;
  /** Whether it names a mode that is none. */
  readonly isUnknown: boolean;
}

/** Reads `x-headroom-mode: optimize | audit | off`, and `x-headroom-bypass: true`, which goes before it. */
export function requestedMode(headers: HeaderLines): RequestedMode {
  if (bypasses(headers)) return { mode: "off", isUnknown: false };
  const word = headerValue(headers, "x-headroom-mode")?.trim().toLowerCase();
  if (word === undefined || word === "") return { mode: undefined, isUnknown: false };
  if (word === "optimize" || word === "audit" || word === "off") return { mode: word, isUnknown: false };
  // To look without changing anything is what both words mean.
  if (word === "simulate") return { mode: "audit", isUnknown: false };
  return { mode: undefined, isUnknown: true };
}

/** Whether a request is to pass as it is, and to be answered by its provider. */
export function bypasses(headers: HeaderLines): boolean {
  return /^\s*(?:1|true|yes)\s*$/i.test(headerValue(headers, "x-headroom-bypass") ?? "");
}
