import { HeadroomError, isHandle, type RetrieveFilter, retrieve } from "@headroom/core";
import { storePath } from "@headroom/proxy/parts";
import { openSqliteStores } from "@headroom/stores/sqlite";
import { askProxy } from "../wrap/ask-proxy.js";
import type { Command, World } from "./command.js";
import { InputError, parseFlags, UsageError } from "./flags.js";
import { writeTo } from "./input-output.js";

const HELP = `headroom retrieve HANDLE [options]

Prints what was left out under a handle, or a part of it.

  headroom retrieve 1be616620d7e                 all of it
  headroom retrieve 1be616620d7e --rows 10-20    some rows of a list
  headroom retrieve 1be616620d7e --grep failed   what matches

  --lines A-B    only these lines, counted from 1
  --rows A-B     only these elements of the JSON array, counted from 1
  --grep RE      only lines or rows that match this regular expression
  --store PATH   where originals are stored (default: the proxy at HEADROOM_URL, else its store)
`;

const FLAGS = {
  lines: { type: "string" },
  rows: { type: "string" },
  grep: { type: "string" },
  store: { type: "string" },
  tenant: { type: "string" },
} as const;

/** `headroom retrieve`: what was left out of a request. */
export const retrieveCommand: Command = {
  name: "retrieve",
  summary: "print what was left out, by its handle",
  help: () => HELP,
  async run(argv, world) {
    const { values, positionals } = parseFlags(argv, FLAGS, 1);
    const handle = positionals[0];
    if (handle === undefined)
      throw new UsageError("A handle is missing; it stands in the note about what was left out.");
    if (!isHandle(handle)) throw new InputError(`${JSON.stringify(handle)} is no handle: those have 12 hex digits.`);
    const { lines, rows, grep } = values;
    const filter: RetrieveFilter = { ...(lines && { lines }), ...(rows && { rows }), ...(grep && { grep }) };
    const url = values.store === undefined ? world.env.HEADROOM_URL : undefined;
    const told = url === undefined ? undefined : await askProxy(url, handle, filter, world.env.HEADROOM_KEY);
    if (told !== undefined) {
      await writePart(told, values.lines, world);
      return 0;
    }
    const stores = openSqliteStores({ path: storePath(values.store, world.env) });
    try {
      await writePart(await retrieve({ handle, ...filter }, stores.originals, values.tenant), values.lines, world);
      return 0;
    } catch (error) {
      if (!HeadroomError.isInstance(error)) throw error;
      throw error.code === "not-found" ? new InputError(error.message) : new UsageError(error.message);
    } finally {
      stores.close();
    }
  },
};

async function writePart(part: string, lines: string | undefined, { stdout }: World): Promise<void> {
  await writeTo(stdout, part.endsWith("\n") || lines === undefined ? part : `${part}\n`);
}
