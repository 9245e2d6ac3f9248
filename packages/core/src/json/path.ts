/** The way from a document's root to one value: keys of objects and indexes of arrays. */
export type JsonPath = readonly (string | number)[];

/** Any JSON value as JavaScript holds it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
