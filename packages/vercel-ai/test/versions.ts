import * as anthropic7 from "@ai-sdk/anthropic";
import * as openai7 from "@ai-sdk/openai";
import * as ai7 from "ai";
import * as ai5 from "ai5";
import * as ai6 from "ai6";
import * as anthropic5 from "anthropic5";
import * as anthropic6 from "anthropic6";
import * as openai5 from "openai5";
import * as openai6 from "openai6";

/** One major version of the framework with the providers that belong to it, seen through the types of the newest. */
export interface Version {
  readonly name: string;
  readonly ai: typeof ai7;
  readonly openai: typeof openai7;
  readonly anthropic: typeof anthropic7;
}

export const VERSIONS: readonly Version[] = [
  { name: "ai 5", ai: ai5, openai: openai5, anthropic: anthropic5 },
  { name: "ai 6", ai: ai6, openai: openai6, anthropic: anthropic6 },
  { name: "ai 7", ai: ai7, openai: openai7, anthropic: anthropic7 },
] as unknown as readonly Version[];
