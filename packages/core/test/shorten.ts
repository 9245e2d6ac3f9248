import { handleOf } from "../src/digest/handle.js";
import { writeForm } from "../src/form/write-form.js";
import type { Transform } from "../src/transforms/transform.js";

/** A transform that leaves everything but the beginning out of each tool result: the least that needs a store. */
export const shorten: Transform = {
  name: "shorten",
  plan(conversation, { digest, mayOffload }) {
    if (!mayOffload) return undefined;
    return conversation.parts.flatMap((part) => {
      const { text } = part;
      if (part.kind !== "tool-result" || text === undefined || text.startsWith("<headroom:")) return [];
      const body = `${text.slice(0, 20)} and more`;
      const offloads = [{ handle: handleOf(text, digest), text }];
      return [{ type: "replace", part, text: writeForm({ kind: "view", standsFor: text, body }, digest), offloads }];
    });
  },
};
