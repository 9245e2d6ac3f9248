import { createRandom, type Random, timestamp } from "./random.ts";

export interface ApiOptions {
  readonly count: number;
  readonly seed?: number;
}

const TYPES = ["user", "product", "order", "event", "metric"] as const;

export interface ApiResource {
  readonly id: number;
  readonly type: (typeof TYPES)[number];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly links: { readonly self: string };
  readonly meta: { readonly created_at: string; readonly updated_at: string };
  readonly relationships?: { readonly parent: { readonly id: number; readonly type: string } };
}

const NAMES = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath"];
const START = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;

/** A page of resources in the manner of JSON:API, of several types. */
export function apiResources({ count, seed = 42 }: ApiOptions): ApiResource[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const type = random.pick(TYPES);
    const created = random.integer(0, 365) * DAY;
    return {
      id,
      type,
      attributes: attributesOf(type, random),
      links: { self: `https://api.shop.example/v1/${type}s/${id}` },
      meta: {
        created_at: timestamp(START, created),
        updated_at: timestamp(START, created + random.integer(0, 100) * DAY),
      },
      ...(random.chance(0.3) && {
        relationships: { parent: { id: random.integer(1, count), type: random.pick(TYPES) } },
      }),
    };
  });
}

function attributesOf(type: ApiResource["type"], random: Random): ApiResource["attributes"] {
  const name = random.pick(NAMES);
  switch (type) {
    case "user":
      return { name, email: `${name}${random.integer(1, 999)}@mail.example`, active: random.chance(0.8) };
    case "product":
      return {
        title: `${name} ${random.pick(NAMES)}`,
        price: random.integer(100, 9999) / 100,
        stock: random.integer(0, 500),
      };
    case "order":
      return { total: random.integer(500, 90_000) / 100, items: random.integer(1, 12) };
    case "event":
      return { name: `${name}_${random.pick(["opened", "closed", "moved"])}`, duration_ms: random.integer(1, 4000) };
    case "metric":
      return {
        name: `${name}.rate`,
        value: random.integer(0, 100_000) / 1000,
        unit: random.pick(["ms", "bytes", "percent"]),
      };
  }
}
