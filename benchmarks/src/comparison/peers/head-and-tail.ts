import { perResult } from "./per-result.ts";

/** Characters that are left of an output: about the limit that coding agents have. */
const KEPT = 10_000;

/** Of long outputs the beginning and the end, as agents and their frameworks cut them. */
export const headAndTail = perResult("head and tail, 10,000 characters", (text) => {
  if (text.length <= KEPT) return text;
  const cut = text.length - KEPT;
  return `${text.slice(0, KEPT / 2)}\n[${cut} characters were cut]\n${text.slice(-KEPT / 2)}`;
});
