import type { PromptBlock } from "../prompt.js";
import { wrong } from "../sandbox-problem.js";

const MOST_MARKS = 4;

/**
 * Checks the marks of a whole request, in the order of the cached prefix.
 *
 * @throws SandboxProblem for more than four, or for a longer life behind a shorter one.
 */
export function checkMarks(blocks: readonly PromptBlock[]): void {
  const lives = blocks.map(({ mark }) => mark).filter((mark) => mark !== undefined);
  if (lives.length > MOST_MARKS) {
    throw wrong(`A maximum of ${MOST_MARKS} blocks with cache_control may be provided. Found ${lives.length}.`);
  }
  if (lives.lastIndexOf("1h") > lives.indexOf("5m") && lives.includes("5m")) {
    throw wrong("a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block");
  }
}
