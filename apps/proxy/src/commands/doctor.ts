import { ConfigError, readProxyConfig } from "@headroom/proxy/config";
import { storePath } from "@headroom/proxy/parts";
import { checkClients } from "../doctor/check-clients.js";
import { checkNode } from "../doctor/check-node.js";
import { checkProxy } from "../doctor/check-proxy.js";
import { checkRoundTrip } from "../doctor/check-round-trip.js";
import { checkRouting } from "../doctor/check-routing.js";
import { checkStore } from "../doctor/check-store.js";
import { bad, type Finding, good } from "../doctor/finding.js";
import { printFindings } from "../doctor/print-findings.js";
import { addressOf, proxyAddress } from "../running-proxy/proxy-address.js";
import { coloursOf } from "../terminal/colours.js";
import type { Command, World } from "./command.js";
import { parseFlags } from "./flags.js";
import { writeTo } from "./input-output.js";

const HELP = `headroom doctor [options]

Checks Node.js, the configuration, the store, the proxy, the variables that point clients to it, the clients, and whether what
is left out of a request can be restored. Says what to do about each fault. Nothing is sent to a provider.

  headroom doctor                         exits with 0 if there is no fault, else with 1
  headroom doctor --config headroom.json  with this configuration file
  headroom doctor --json                  for scripts

  --url URL      where the proxy is (HEADROOM_URL, else from the configuration: http://127.0.0.1:8787)
  --config FILE  configuration file of the proxy
  --store PATH   where originals are stored (~/.headroom/headroom.db)
  --json         print JSON
`;

const FLAGS = {
  url: { type: "string" },
  config: { type: "string" },
  store: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `headroom doctor`: whether everything works, and what to do where it does not. */
export const doctorCommand: Command = {
  name: "doctor",
  summary: "check the proxy, its store, and whether clients reach it",
  help: () => HELP,
  async run(argv, world) {
    const { values } = parseFlags(argv, FLAGS, 0);
    const findings = await examine(values, world);
    const fine = findings.every(({ state }) => state !== "bad");
    const text = values.json
      ? `${JSON.stringify({ fine, findings }, null, 2)}\n`
      : printFindings(findings, coloursOf(world.stdout, world.env));
    await writeTo(world.stdout, text);
    return fine ? 0 : 1;
  },
};

interface Given {
  readonly url?: string | undefined;
  readonly config?: string | undefined;
  readonly store?: string | undefined;
}

async function examine({ url, config: file, store }: Given, world: World): Promise<readonly Finding[]> {
  const config = await readConfig(file, world);
  const address =
    url === undefined && world.env.HEADROOM_URL === undefined && config.values !== undefined
      ? addressOf(config.values.host, config.values.port)
      : proxyAddress(url, world);
  if (!URL.canParse(address)) {
    return [config.finding, bad("proxy", `${address} is no address.`, "Give one such as http://127.0.0.1:8787.")];
  }
  const path = storePath(store ?? config.values?.store, world.env);
  const proxy = await checkProxy(address, world);
  return [
    checkNode(process.versions.node, process.platform),
    config.finding,
    await checkStore(path),
    ...proxy.findings,
    ...checkRouting(address, proxy.runs, world),
    ...(await checkClients(address, proxy.runs, world)),
    await checkRoundTrip(),
  ];
}

async function readConfig(file: string | undefined, { env }: World) {
  const argv = file === undefined ? [] : ["--config", file];
  const about = "configuration";
  try {
    const values = await readProxyConfig({ argv, env });
    return { values, finding: good(about, file === undefined ? "The variables are valid." : `${file} is valid.`) };
  } catch (error) {
    if (!ConfigError.isInstance(error)) throw error;
    return { values: undefined, finding: bad(about, error.message, "headroom proxy --help says what options take.") };
  }
}
