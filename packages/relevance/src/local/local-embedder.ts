import { HeadroomError } from "@headroom/core";
import type { Embedder } from "../embedder.js";
import { inBatches } from "../embedders/in-batches.js";

export interface LocalEmbedderOptions {
  /** Name of a model for transformers.js, or of a folder below `modelFolder`. @default "Xenova/all-MiniLM-L6-v2" */
  readonly model?: string;
  /** Folder in which models lie, each in a folder of its name. Nothing is downloaded then. @default the library's cache */
  readonly modelFolder?: string;
  /** Precision of the weights, such as `fp32` or `q8`. @default "fp32" */
  readonly dtype?: "fp32" | "fp16" | "q8" | "int8" | "uint8" | "q4";
  /** Where it runs, such as `cpu`, `webgpu` or `cuda`. @default the library's choice */
  readonly device?: string;
  /** How the vectors of a text's words become one. @default "mean" */
  readonly pooling?: "mean" | "cls";
  /** Most texts at once. @default 32 */
  readonly maxTexts?: number;
}

/** What of transformers.js is used. */
interface Transformers {
  readonly env: { localModelPath: string; allowRemoteModels: boolean };
  pipeline(task: string, model: string, options: object): Promise<Extractor>;
}

type Extractor = (
  texts: string[],
  options: { readonly pooling: string; readonly normalize: boolean },
) => Promise<{ tolist(): number[][] }>;

/** Whether the library is installed with which texts are embedded on this machine. */
export async function embeddingAvailable(): Promise<boolean> {
  return (await loadTransformers().catch(() => undefined)) !== undefined;
}

/**
 * Embeds on this machine with `@huggingface/transformers`, which has to be installed beside this package. The model is loaded
 * with the first text; unless `modelFolder` says where it lies, the library downloads it once.
 *
 * @example
 * const embedder = localEmbedder({ model: "Xenova/all-MiniLM-L6-v2" });
 */
export function localEmbedder(options: LocalEmbedderOptions = {}): Embedder {
  const { model = "Xenova/all-MiniLM-L6-v2", pooling = "mean", maxTexts = 32 } = options;
  if (!(maxTexts >= 1)) throw new HeadroomError("invalid-option", `maxTexts is ${maxTexts}; it must be at least 1.`);
  let loading: Promise<Extractor> | undefined;
  const extractor = (): Promise<Extractor> => {
    loading ??= loadExtractor(model, options).catch((error: unknown) => {
      // A library or a model that is not there now may be there the next time.
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    name: model,
    async embed(texts) {
      const extract = await extractor();
      return inBatches(texts, maxTexts, async (batch) => (await extract(batch, { pooling, normalize: true })).tolist());
    },
  };
}

/** The library keeps where models lie for the whole process, so models are loaded one after the other. */
let lastLoading: Promise<unknown> = Promise.resolve();

function loadExtractor(model: string, options: LocalEmbedderOptions): Promise<Extractor> {
  const loading = lastLoading.then(() => loadNow(model, options));
  lastLoading = loading.catch(() => {});
  return loading;
}

async function loadNow(
  model: string,
  { modelFolder, dtype = "fp32", device }: LocalEmbedderOptions,
): Promise<Extractor> {
  const { env, pipeline } = await loadTransformers();
  const settings = { dtype, ...(device !== undefined && { device }) };
  if (modelFolder === undefined) return pipeline("feature-extraction", model, settings);
  const { localModelPath, allowRemoteModels } = env;
  const path = modelFolder.endsWith("/") ? modelFolder : `${modelFolder}/`;
  Object.assign(env, { localModelPath: path, allowRemoteModels: false });
  try {
    return await pipeline("feature-extraction", model, settings);
  } finally {
    Object.assign(env, { localModelPath, allowRemoteModels });
  }
}

async function loadTransformers(): Promise<Transformers> {
  try {
    return (await import("@huggingface/transformers")) as unknown as Transformers;
  } catch (error) {
    throw new HeadroomError(
      "not-found",
      "Texts are embedded on this machine with @huggingface/transformers, which is not installed. Install it, or use another embedder.",
      { cause: error },
    );
  }
}
