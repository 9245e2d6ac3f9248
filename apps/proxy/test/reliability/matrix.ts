import type { Case } from "./case.js";
import { BUDGETS_CASES } from "./cases/budgets.js";
import { CLIENT_CASES } from "./cases/client.js";
import { LIFECYCLE_CASES } from "./cases/lifecycle.js";
import { MEMORY_CASES } from "./cases/memory.js";
import { SECURITY_CASES } from "./cases/security.js";
import { STORED_ANSWERS_CASES } from "./cases/stored-answers.js";
import { THROUGHPUT_CASES } from "./cases/throughput.js";
import { UPSTREAM_CASES } from "./cases/upstream.js";
import { VERSIONS_CASES } from "./cases/versions.js";

/** Every case, in the order of the page. */
export const MATRIX: readonly Case[] = [
  ...THROUGHPUT_CASES,
  ...UPSTREAM_CASES,
  ...CLIENT_CASES,
  ...BUDGETS_CASES,
  ...STORED_ANSWERS_CASES,
  ...LIFECYCLE_CASES,
  ...MEMORY_CASES,
  ...SECURITY_CASES,
  ...VERSIONS_CASES,
];
