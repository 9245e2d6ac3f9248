import { filterLines, type HeaderLines } from "./header-lines.js";
import { hopByHop } from "./hop-by-hop.js";

/** Prefix of headers between a client and Headroom, which no provider gets to see. */
const OWN_PREFIX = "x-headroom-";

/** What the connection to the upstream says anew: where it goes, how long the body is, that no 100 is waited for. */
const SAID_ANEW: ReadonlySet<string> = new Set(["host", "content-length", "expect"]);

export interface RequestHeaderOptions {
  /** Whether the body goes out decoded. */
  readonly decoded?: boolean;
  /** Length of a body that is sent as it arrives, where it is known. */
  readonly contentLength?: number | undefined;
}

/** The lines of a client's request that go to the upstream: all but those of this connection and Headroom's own. */
export function requestHeaders(lines: HeaderLines, options: RequestHeaderOptions = {}): string[] {
  const endsHere = hopByHop(lines);
  const kept = filterLines(
    lines,
    (name) =>
      !endsHere(name) &&
      !SAID_ANEW.has(name) &&
      !name.startsWith(OWN_PREFIX) &&
      !(options.decoded === true && name === "content-encoding"),
  );
  if (options.contentLength !== undefined) kept.push("content-length", String(options.contentLength));
  return kept;
}
