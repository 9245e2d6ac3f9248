import { readFixtures } from "../../core/test/read-fixtures.js";

/** Requests as clients send them, by name: the exact characters of each. */
export const REQUESTS = readFixtures(new URL("../src/__fixtures__/", import.meta.url));

/** One of them. */
export function request(name: string): string {
  const text = REQUESTS.get(name);
  if (text === undefined) throw new Error(`There is no fixture named ${name}.`);
  return text;
}
