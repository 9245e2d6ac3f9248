import type { Mode } from "@headroom/core";
import { checkNames, invalidOption } from "../options/check-names.js";
import { HEADROOM_OPTION_NAMES, type HeadroomOptions } from "../options/headroom-options.js";

/** Options of {@link HeadroomClient}: those of `withHeadroom`, and the client. */
export interface HeadroomClientOptions<Client extends object> extends Omit<HeadroomOptions, "mode" | "smartCrusher"> {
  /** The client that sends the requests. It stays as it is. */
  readonly originalClient: Client;
  /** @default "audit": requests are looked at and sent as they are */
  readonly defaultMode?: Mode;
  /** Options of the compressor of JSON. */
  readonly smartCrusherConfig?: NonNullable<HeadroomOptions["smartCrusher"]>;
  /** Context windows in tokens, by the name of a model or what it begins with. */
  readonly modelContextLimits?: Readonly<Record<string, number>>;
}

const OWN = ["originalClient", "defaultMode", "smartCrusherConfig", "modelContextLimits"];
const KNOWN = [...OWN, ...HEADROOM_OPTION_NAMES.filter((name) => name !== "mode" && name !== "smartCrusher")];

/** The options of a client as those of everything else. @throws HeadroomError for one that does not exist or is missing. */
export function toHeadroomOptions(options: HeadroomClientOptions<object>): HeadroomOptions {
  checkNames(options, KNOWN, "HeadroomClient");
  if (options.originalClient === undefined) {
    throw invalidOption("originalClient is missing: new HeadroomClient({ originalClient: new OpenAI() }).");
  }
  for (const [model, limit] of Object.entries(options.modelContextLimits ?? {})) {
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw invalidOption(`modelContextLimits[${JSON.stringify(model)}] is ${limit}; it must be a number of tokens.`);
    }
  }
  const { originalClient: _client, modelContextLimits: _limits, defaultMode, smartCrusherConfig, ...rest } = options;
  return {
    ...rest,
    mode: defaultMode ?? "audit",
    ...(smartCrusherConfig !== undefined && { smartCrusher: smartCrusherConfig }),
  };
}

/** The limit of a model: under its name, or under the longest name that it begins with. */
export function contextLimitOf(limits: Readonly<Record<string, number>>, model: string): number | undefined {
  if (Object.hasOwn(limits, model)) return limits[model];
  const prefixes = Object.keys(limits).filter((name) => model.startsWith(name));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : limits[longest];
}
