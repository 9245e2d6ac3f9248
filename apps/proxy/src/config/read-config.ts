import { readFile } from "node:fs/promises";
import { checkModelOverrides, HeadroomError, type ModelOverrides, type OptimizerOptions } from "@headroom/core";
import type { DefaultCompressorOptions } from "@headroom/core/compressors";
import { InputError } from "../commands/flags.js";

/** What a configuration file says. */
export type FileConfig = Partial<OptimizerOptions> &
  DefaultCompressorOptions & {
    /** Facts about models, by model. */
    readonly models?: ModelOverrides;
  };

/** Options that a file may set: those that are plain data. */
const NAMES = [
  "mode",
  "profile",
  "retrieval",
  "retrieveCommand",
  "format",
  "tenant",
  "minimumCacheableTokens",
  "verbatimTools",
  "dataTools",
  "smartCrusher",
  "models",
];

/**
 * Reads options from a JSON file; none for no file.
 *
 * @throws InputError when the file cannot be read, is not a JSON object, or sets an option that does not exist.
 */
export async function readConfig(file: string | undefined): Promise<FileConfig> {
  if (file === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new InputError(`The configuration ${file} cannot be read: ${(error as Error).message}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError(`The configuration ${file} must be a JSON object.`);
  }
  const unknown = Object.keys(value).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new InputError(`The configuration ${file} sets ${JSON.stringify(unknown)}; known are ${NAMES.join(", ")}.`);
  }
  if ("models" in value) checkModels(file, value.models);
  return value as FileConfig;
}

function checkModels(file: string, models: unknown): void {
  try {
    checkModelOverrides(models);
  } catch (error) {
    throw HeadroomError.isInstance(error) ? new InputError(`The configuration ${file}: ${error.message}`) : error;
  }
}
