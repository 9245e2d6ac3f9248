import { wrong } from "../sandbox-problem.js";
import { createShape } from "../shape.js";

/** Members in Anthropic's words of refusal. */
export const shape = createShape((param, expected) => wrong(`${param}: Input should be ${expected}`, param));
