import type { Overhead, RequestOverheads } from "@headroom/core";

/** The system prompt that the provider adds where tools are defined, least and most of it over the kinds of tool choice. */
interface ToolPrompt {
  readonly models: RegExp;
  readonly auto: number;
  readonly named: number;
  readonly source: string;
}

const TOOL_PROMPTS: readonly ToolPrompt[] = [
  { models: /claude-3-opus/, auto: 530, named: 281, source: "The provider's page on tool use, for Claude 3." },
  { models: /claude-3-sonnet/, auto: 159, named: 235, source: "The provider's page on tool use, for Claude 3." },
  { models: /claude-3-haiku/, auto: 264, named: 340, source: "The provider's page on tool use, for Claude 3." },
  {
    models: /(?:opus|sonnet|haiku)-4(?!-[789])/,
    auto: 346,
    named: 313,
    source: "A guide of another party, for Claude 4; not confirmed.",
  },
];

const FRAME: Pick<RequestOverheads, "request" | "message" | "toolDefinition" | "toolCall" | "toolResult" | "medium"> = {
  request: uncertain(
    4,
    0,
    12,
    "Frame of a short message in the PyPI package ctok, by family: 7, 11, 6; not confirmed.",
  ),
  message: uncertain(4, 1, 8, "Derived from the same; not confirmed."),
  toolDefinition: uncertain(8, 0, 40, "No source; the difference between JSON and what the model reads."),
  toolCall: uncertain(20, 5, 60, "No source."),
  toolResult: uncertain(15, 5, 40, "No source."),
  medium: uncertain(1600, 50, 5000, "Pixels divided by 750 and a largest size that differs by model; not confirmed."),
};

const UNKNOWN_TOOL_PROMPT = uncertain(
  400,
  150,
  900,
  "Nothing found for models from 4.7 on; the span of the older ones.",
);

/** What Anthropic adds to a request, as far as there is evidence of it. */
export function overheadsOf(model: string): RequestOverheads {
  const known = TOOL_PROMPTS.find(({ models }) => models.test(model.toLowerCase()));
  return {
    ...FRAME,
    tools: known === undefined ? UNKNOWN_TOOL_PROMPT : toolPrompt(known),
    toolDefinitionScale: { likely: 1, lower: 0.7, upper: 1.4 },
  };
}

/** The number of a tool choice is certain, but the choice is not known here. */
function toolPrompt({ auto, named, source }: ToolPrompt): Overhead {
  return uncertain(auto, Math.min(auto, named), Math.max(auto, named), source);
}

function uncertain(tokens: number, lower: number, upper: number, source: string): Overhead {
  return { certain: false, tokens, lower, upper, source };
}
