import type { Store, StoreLimits, SyncStore } from "@headroom/core";
import { expectTypeOf } from "vitest";
import { openSqliteStores } from "./index.js";

const stores = openSqliteStores({ path: ":memory:", busyTimeoutMs: 10 });
expectTypeOf(stores.originals).toEqualTypeOf<SyncStore>();
expectTypeOf(stores.originals).toExtend<Store>();
expectTypeOf(stores.open).toEqualTypeOf<(namespace: string, limits?: StoreLimits) => SyncStore>();

// @ts-expect-error The path is missing.
openSqliteStores({});
// @ts-expect-error There is no such option.
openSqliteStores({ path: ":memory:", timeout: 10 });
