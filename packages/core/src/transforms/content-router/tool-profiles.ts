import {
  resolveSmartCrusherOptions,
  type SmartCrusherOptions,
} from "../../compressors/select/smart-crusher-options.js";
import { invalidOption } from "../../options/invalid-option.js";
import { fitsPattern } from "./name-pattern.js";
import type { PatchUse } from "./patch-use.js";

/** What differs from the options of the compressors for the results of some tools. */
export type SelectionOverrides = Partial<Omit<SmartCrusherOptions, "enabled">>;

/** How the results of some tools are compressed, in place of what holds for all. */
export interface ToolProfile extends SelectionOverrides {
  /** `lossless` leaves nothing of the results out. @default as for all tools */
  readonly profile?: "lossless";
  /**
   * `review`: the patches in the results are read, never applied, and may be written with short headers. `verbatim`: they stay
   * as they are, also below the commits that made them. @default by the name of the tool, the command and the text
   */
  readonly diffs?: "review" | "verbatim";
}

/**
 * Profiles by the name of the tool, in which `*` stands for any characters, whatever their case. The first that fits counts.
 *
 * @example
 * const tools: ToolProfiles = { "mcp__db__*": { profile: "lossless" }, kubectl: { maxItemsAfterCrush: 100 } };
 */
export type ToolProfiles = Readonly<Record<string, ToolProfile>>;

export interface ResolvedToolProfile {
  readonly isLossless: boolean;
  readonly diffs: PatchUse | undefined;
  readonly overrides: SelectionOverrides | undefined;
}

const NONE: ResolvedToolProfile = Object.freeze({ isLossless: false, diffs: undefined, overrides: undefined });

/**
 * Checks profiles and gives the one of each tool.
 *
 * @throws HeadroomError `invalid-option` naming the tool, the option and what it accepts.
 */
export function resolveToolProfiles(tools: ToolProfiles = {}): (toolName: string | undefined) => ResolvedToolProfile {
  if (typeof tools !== "object" || tools === null || Array.isArray(tools)) {
    throw invalidOption(
      `tools is ${JSON.stringify(tools)}; it must be an object from names of tools to their profiles.`,
    );
  }
  const profiles = Object.entries(tools).map(([pattern, profile]) => ({ pattern, profile: resolve(pattern, profile) }));
  return (toolName) =>
    toolName === undefined ? NONE : (profiles.find(({ pattern }) => fitsPattern(toolName, pattern))?.profile ?? NONE);
}

function resolve(pattern: string, input: ToolProfile): ResolvedToolProfile {
  const name = `tools[${JSON.stringify(pattern)}]`;
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw invalidOption(`${name} is ${JSON.stringify(input)}; it must be an object such as { "profile": "lossless" }.`);
  }
  const { profile, diffs, ...overrides } = input;
  if (profile !== undefined && profile !== "lossless") {
    throw invalidOption(`${name}.profile is ${JSON.stringify(profile)}; it must be "lossless", or left out.`);
  }
  if (diffs !== undefined && diffs !== "review" && diffs !== "verbatim") {
    throw invalidOption(`${name}.diffs is ${JSON.stringify(diffs)}; it must be "review" or "verbatim", or left out.`);
  }
  if (Object.hasOwn(overrides, "enabled")) {
    throw invalidOption(
      `${name}.enabled is not an option; to leave the results as they are, name the tool in verbatimTools.`,
    );
  }
  const checked = resolveSmartCrusherOptions(overrides, name);
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return Object.freeze({
    isLossless: profile === "lossless",
    diffs,
    overrides:
      given.length === 0
        ? undefined
        : Object.freeze(Object.fromEntries(given.map(([option]) => [option, checked[option as keyof typeof checked]]))),
  });
}
