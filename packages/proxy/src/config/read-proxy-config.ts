import { isLoopback } from "../middleware/allowed-host.js";
import { ConfigError } from "./config-error.js";
import { optionalText } from "./option.js";
import { PROXY_OPTIONS, type ProxyConfig } from "./proxy-options.js";
import { readConfigFile } from "./read-file.js";
import { type Environment, readOptions } from "./read-options.js";

/** The file that the other options may stand in. */
export const CONFIG_OPTION = optionalText({
  flag: "config",
  placeholder: "FILE",
  defaultText: "none",
  about: "JSON file with options, by name",
});

/**
 * Reads what a proxy is told on its command line, in the environment and in the file that one of them names.
 *
 * @throws ConfigError naming what is wrong and what it may be.
 * @example
 * const config = await readProxyConfig({ argv: ["--port", "0"], env: process.env });
 */
export async function readProxyConfig(sources: {
  readonly argv: readonly string[];
  readonly env: Environment;
}): Promise<ProxyConfig> {
  const table = { ...PROXY_OPTIONS, config: CONFIG_OPTION };
  const { values, flagged, positionals } = readOptions(table, sources);
  const extra = positionals[0];
  if (extra !== undefined) throw new ConfigError("flag", `Unexpected argument ${JSON.stringify(extra)}.`);
  if (values.sandbox && flagged.has("sandbox") && flagged.has("upstreams")) {
    throw new ConfigError("flag", "--sandbox answers every request itself; leave out --upstream or --sandbox.");
  }
  const file = values.config === undefined ? undefined : await readConfigFile(values.config);
  const config = file === undefined ? values : readOptions(table, { ...sources, file }).values;
  if (flagged.has("cacheTtlSeconds") && !config.cacheEnabled) {
    throw new ConfigError("flag", "--cache-ttl does nothing while no answers are kept; add --cache, or leave it out.");
  }
  if (flagged.has("cacheSimilarity") && !config.cacheEnabled) {
    throw new ConfigError(
      "flag",
      "--cache-similarity does nothing while no answers are kept; add --cache, or leave it out.",
    );
  }
  refuseLackOfEmbeddings(config);
  refuseOpenDoor(config);
  return config;
}

function refuseLackOfEmbeddings({ cacheSimilarity, cacheEnabled, embeddingsUrl }: ProxyConfig): void {
  if (!cacheEnabled || cacheSimilarity === undefined || embeddingsUrl !== undefined) return;
  throw new ConfigError(
    "flag",
    "--cache-similarity needs a server of embeddings; name it with --embeddings-url and --embeddings-model.",
  );
}

function refuseOpenDoor({ host, keys, open }: ProxyConfig): void {
  if (isLoopback(host) || keys.length > 0 || open) return;
  throw new ConfigError(
    "flag",
    `On ${host} others reach the proxy, too. Give it a key in HEADROOM_KEY, or let anyone in with --open.`,
  );
}
