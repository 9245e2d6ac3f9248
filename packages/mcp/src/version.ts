import manifest from "../package.json" with { type: "json" };

/** Version of this package; all packages of Headroom have the same. */
export const VERSION: string = manifest.version;
