import manifest from "../package.json" with { type: "json" };

/** Version of the command; all packages of Headroom have the same. */
export const VERSION: string = manifest.version;
