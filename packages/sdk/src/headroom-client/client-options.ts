import type { Mode, OfficialCounter, Provider } from "@headroom/core";
import { checkOptionNames, invalidOption } from "@headroom/core";
import { DEFAULT_PROVIDERS } from "../default-providers.js";
import { isJsonlUrl } from "../metrics/create-storage.js";
import type { MetricsStorage } from "../metrics/metrics-storage.js";
import { HEADROOM_OPTION_NAMES, type HeadroomOptions } from "../options/headroom-options.js";

/** Options of the compressor of JSON; what is left out has its default. */
export type SmartCrusherConfig = NonNullable<HeadroomOptions["smartCrusher"]>;

/** Options that have other names here. */
type Renamed = "mode" | "smartCrusher" | "cacheAligner" | "rollingWindow" | "provider";

/** Options of {@link HeadroomClient}: those of `withHeadroom`, and the client. */
export interface HeadroomClientOptions<Client extends object> extends Omit<HeadroomOptions, Renamed> {
  /** The client that sends the requests. It stays as it is. */
  readonly originalClient: Client;
  /** Whose requests these are, by name or as it is. @default known from the client */
  readonly provider?: string | Provider;
  /** @default "audit": requests are looked at and sent as they are */
  readonly defaultMode?: Mode;
  /** Options of the compressor of JSON. */
  readonly smartCrusherConfig?: SmartCrusherConfig;
  /** Options of what keeps the beginning of a conversation as it was first sent. */
  readonly cacheAlignerConfig?: NonNullable<HeadroomOptions["cacheAligner"]>;
  /** Options of the window that conversations are kept in. */
  readonly rollingWindowConfig?: NonNullable<HeadroomOptions["rollingWindow"]>;
  /**
   * A SQLite file for originals, decisions and metrics, or `jsonl:///relative/path` for metrics alone.
   * @default all in memory, no decisions
   */
  readonly storeUrl?: string;
  /**
   * Asks the provider for the tokens of a simulated request, such as `createAnthropicCounter({ client })`.
   * @default they are estimated here, and corrected by what answers billed
   */
  readonly officialCounter?: OfficialCounter;
  /** Where metrics are kept. @default what `storeUrl` names */
  readonly storage?: MetricsStorage;
  /** Context windows in tokens, by the name of a model or what it begins with. */
  readonly modelContextLimits?: Readonly<Record<string, number>>;
}

/** The names of options here, and what they are called everywhere else. */
const RENAMED = {
  defaultMode: "mode",
  smartCrusherConfig: "smartCrusher",
  cacheAlignerConfig: "cacheAligner",
  rollingWindowConfig: "rollingWindow",
} as const;

const ELSEWHERE: readonly string[] = Object.values(RENAMED);
const KNOWN = [
  "originalClient",
  "storage",
  "officialCounter",
  ...Object.keys(RENAMED),
  ...HEADROOM_OPTION_NAMES.filter((name) => !ELSEWHERE.includes(name)),
];

/** The options of a client as those of everything else. @throws HeadroomError for one that does not exist or is missing. */
export function toHeadroomOptions(options: HeadroomClientOptions<object>): HeadroomOptions {
  checkOptionNames(options, KNOWN, "HeadroomClient");
  if (options.originalClient === undefined) {
    throw invalidOption("originalClient is missing: new HeadroomClient({ originalClient: new OpenAI() }).");
  }
  for (const [model, limit] of Object.entries(options.modelContextLimits ?? {})) {
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw invalidOption(`modelContextLimits[${JSON.stringify(model)}] is ${limit}; it must be a number of tokens.`);
    }
  }
  const {
    originalClient: _client,
    storage: _storage,
    officialCounter: _counter,
    storeUrl,
    provider,
    ...rest
  } = options;
  const given = Object.entries(rest).map(([name, value]) => [RENAMED[name as keyof typeof RENAMED] ?? name, value]);
  return {
    mode: "audit",
    ...Object.fromEntries(given),
    ...providerOptions(provider, options.providers),
    ...(storeUrl !== undefined && !isJsonlUrl(storeUrl) && { storeUrl }),
  };
}

/** A provider that is given as it is goes before those that are known. */
function providerOptions(
  provider: string | Provider | undefined,
  known: readonly Provider[] = DEFAULT_PROVIDERS,
): Pick<HeadroomOptions, "provider" | "providers"> {
  if (provider === undefined) return {};
  if (typeof provider !== "object") return { provider };
  return { provider: provider.name, providers: [provider, ...known.filter(({ name }) => name !== provider.name)] };
}

/** The limit of a model: under its name, or under the longest name that it begins with. */
export function contextLimitOf(limits: Readonly<Record<string, number>>, model: string): number | undefined {
  if (Object.hasOwn(limits, model)) return limits[model];
  const prefixes = Object.keys(limits).filter((name) => model.startsWith(name));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : limits[longest];
}
