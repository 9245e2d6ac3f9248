import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

const DEEPEST = 8;

/** Strings for names of arguments that programs act upon: such a call must do no harm. */
const HARMLESS: readonly { readonly name: RegExp; readonly value: string }[] = [
  { name: /^(?:command|cmd|script)$/i, value: "echo sandbox" },
  { name: /(?:path|file|folder|dir|directory|cwd)$/i, value: "." },
  { name: /url$|^uri$/i, value: "https://example.com/" },
];

const FORMATS: Readonly<Record<string, string>> = {
  date: "2026-01-01",
  "date-time": "2026-01-01T00:00:00Z",
  email: "user@example.com",
  uri: "https://example.com/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

/**
 * The smallest value that fits a JSON schema as far as it uses the common keywords. `text` fills free strings.
 *
 * @example
 * sampleOfSchema({ type: "object", properties: { city: { type: "string" } }, required: ["city"] }, "Rome"); // { city: "Rome" }
 */
export function sampleOfSchema(schema: JsonValue | undefined, text: string): JsonValue {
  const root = asObject(schema) ?? {};
  return sample(root, { root, text, name: "", depth: 0 });
}

interface Place {
  readonly root: JsonObject;
  readonly text: string;
  /** The property that is filled. */
  readonly name: string;
  readonly depth: number;
}

function sample(given: JsonValue | undefined, place: Place): JsonValue {
  const schema = resolve(asObject(given) ?? {}, place.root);
  if (place.depth > DEEPEST) return null;
  for (const named of ["const", "default"]) if (schema[named] !== undefined) return schema[named];
  const chosen = asArray(schema.enum)?.[0] ?? asArray(schema.examples)?.[0];
  if (chosen !== undefined) return chosen;
  const branch = asArray(schema.anyOf)?.[0] ?? asArray(schema.oneOf)?.[0] ?? asArray(schema.allOf)?.[0];
  if (branch !== undefined) return sample(branch, { ...place, depth: place.depth + 1 });
  return sampleOfType(typeOf(schema), schema, place);
}

function sampleOfType(type: string, schema: JsonObject, place: Place): JsonValue {
  switch (type) {
    case "object":
      return sampleObject(schema, place);
    case "array":
      return Array.from({ length: Math.min(Number(schema.minItems ?? 0), 8) }, () =>
        sample(schema.items, { ...place, depth: place.depth + 1 }),
      );
    case "integer":
    case "number":
      return Math.max(1, Number(schema.minimum ?? 1));
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return sampleString(schema, place);
  }
}

function sampleObject(schema: JsonObject, place: Place): JsonValue {
  const properties = asObject(schema.properties) ?? {};
  const required = asArray(schema.required)?.filter((name) => typeof name === "string") ?? [];
  const names = (required as string[]).filter((name) => Object.hasOwn(properties, name));
  return Object.fromEntries(
    names.map((name) => [name, sample(properties[name], { ...place, name, depth: place.depth + 1 })]),
  );
}

function sampleString(schema: JsonObject, { name, text }: Place): string {
  const format = FORMATS[asString(schema.format) ?? ""];
  if (format !== undefined) return format;
  const free = HARMLESS.find((known) => known.name.test(name))?.value ?? text.slice(0, 80);
  const least = Number(schema.minLength ?? 0);
  return free.padEnd(Math.min(least, 1000), ".").slice(0, Number(schema.maxLength ?? 200));
}

/** The type in lower case, as Google writes it in capitals. A list means its first that is not null. */
function typeOf(schema: JsonObject): string {
  const listed = asArray(schema.type)?.find((type) => type !== "null");
  const type = asString(schema.type) ?? asString(listed);
  return type?.toLowerCase() ?? (schema.properties === undefined ? "string" : "object");
}

function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  const [, ...steps] = asString(schema.$ref)?.split("/") ?? [];
  if (steps.length === 0) return schema;
  let at: JsonValue | undefined = root;
  for (const step of steps) at = asObject(at)?.[step];
  return asObject(at) ?? {};
}
