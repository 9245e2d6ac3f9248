import type { WindowState } from "./window-fold.js";
import type { LimitReason } from "./window-limits.js";

const REASONS: Readonly<Record<LimitReason, string>> = {
  model: "that the model takes",
  option: "that maxTokens allows",
  price: "at this price",
};

/** Says why a request is over the limit of its window, and what can be done. */
export function overflowMessage(state: WindowState): string {
  const { total, limit } = state;
  return `The request has about ${total} tokens, and ${limit.tokens} is the most ${REASONS[limit.reason]}: ${cause(state)}`;
}

function cause({ limit, least, fixed, evicted }: WindowState): string {
  if (fixed > limit.tokens) {
    return `the system prompt and the tools alone have ${fixed}. Shorten them, or use a model with a larger window.`;
  }
  if (least <= limit.tokens) {
    return "it was even longer when the window moved last, which moves again when the request has grown by half.";
  }
  const rest = evicted.length > 0 ? "is too long" : "is all that there is";
  return (
    `what must stay ${rest}: what people and the model said, and the outputs of the last turns. ` +
    "Begin a new conversation, keep fewer turns, or set overflow."
  );
}
