import { readFile } from "node:fs/promises";
import { ConfigError } from "./config-error.js";
import { PROXY_OPTIONS } from "./proxy-options.js";
import { type FileValues, refuseUnknown } from "./read-options.js";

/**
 * Reads a configuration file: a JSON object with options by their names. Whoever reads it takes of it what concerns them.
 *
 * @throws ConfigError when the file cannot be read, is not a JSON object, or sets an option that does not exist.
 */
export async function readConfigFile(path: string): Promise<FileValues> {
  let values: unknown;
  try {
    values = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const reason = (error as Error).message;
    throw new ConfigError("file", `The configuration ${path} cannot be read: ${reason}.`, { cause: error });
  }
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new ConfigError("file", `The configuration ${path} must be a JSON object.`);
  }
  const file = { path, values: values as FileValues["values"] };
  refuseUnknown(file, Object.keys(PROXY_OPTIONS));
  return file;
}
