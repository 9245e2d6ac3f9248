import { expectTypeOf } from "vitest";
import { defaultCompressors, smartCrusher } from "./compressors/index.js";
import {
  type Compressor,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  expandBody,
  expandObject,
  type MaybePromise,
  type Optimized,
  type Store,
} from "./index.js";

declare const dialect: Dialect;
interface Body {
  readonly messages: readonly string[];
  readonly signal?: AbortSignal;
}
declare const body: Body;

// Bytes give bytes, and an object gives one of its type.
const compressors = defaultCompressors();
const optimizer = createOptimizer({ dialect, compressors, originals: createMemoryStore() });
expectTypeOf(optimizer.optimize(new Uint8Array())).toEqualTypeOf<MaybePromise<Optimized<Uint8Array>>>();
expectTypeOf(optimizer.optimizeObject(body)).toEqualTypeOf<MaybePromise<Optimized<Body>>>();
expectTypeOf(expandBody(new Uint8Array(), { dialect, compressors })).toEqualTypeOf<MaybePromise<Uint8Array>>();
expectTypeOf(expandObject(body, { dialect, compressors })).toEqualTypeOf<MaybePromise<Body>>();

// A store that answers at once is one that may take its time.
expectTypeOf(createMemoryStore()).toExtend<Store>();
expectTypeOf(createMemoryStore().get("key")).toEqualTypeOf<string | undefined>();
expectTypeOf(smartCrusher({ maxItemsAfterCrush: 20 })).toEqualTypeOf<Compressor>();

// @ts-expect-error The dialect is missing.
createOptimizer({});
// @ts-expect-error There is no such profile.
createOptimizer({ dialect, profile: "fast" });
// @ts-expect-error There is no such option.
createOptimizer({ dialect, profil: "lossless" });
// @ts-expect-error There is no such option.
smartCrusher({ maxItems: 20 });
// @ts-expect-error A text is no body.
optimizer.optimize("{}");
