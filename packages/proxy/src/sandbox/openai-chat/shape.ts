import { wrong } from "../sandbox-problem.js";
import { createShape } from "../shape.js";

/** Members in OpenAI's words of refusal. */
export const shape = createShape((param, expected) =>
  wrong(`Invalid type or value for '${param}': expected ${expected}.`, param),
);
