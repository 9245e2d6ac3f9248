import manifest from "../package.json" with { type: "json" };

/** Version of Headroom; all its packages have the same. */
export const VERSION: string = manifest.version;
