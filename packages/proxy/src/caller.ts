import { createHash } from "node:crypto";
import { type HeaderLines, headerValue } from "./headers/header-lines.js";

/** Where clients put what says who they are. */
const CREDENTIALS = [
  "x-headroom-key",
  "authorization",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "proxy-authorization",
];

/**
 * Who sends a request, as a digest of all of its credentials: whole ones, so that keys with the same beginning stay apart, and
 * no secret comes back out of it. Requests without credentials are one caller.
 */
export function callerOf(headers: HeaderLines, target: string): string {
  const hash = createHash("sha256");
  for (const name of CREDENTIALS) hash.update(`${headerValue(headers, name) ?? ""}\0`);
  // Google's clients may send the key in the address.
  const query = target.indexOf("?");
  if (query >= 0) hash.update(new URLSearchParams(target.slice(query)).get("key") ?? "");
  return hash.digest("hex");
}
