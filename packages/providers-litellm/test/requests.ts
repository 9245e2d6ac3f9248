import { readFixtures } from "../../core/test/read-fixtures.js";

/** Requests as clients send them to a gateway, by name: the exact characters of each. */
export const REQUESTS = readFixtures(new URL("../src/__fixtures__/", import.meta.url));
