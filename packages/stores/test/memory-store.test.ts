import { createMemoryStore } from "@headroom/core";
import { describeStore } from "./describe-store.js";

describeStore("memory", (settings) => ({ store: createMemoryStore(settings) }));
