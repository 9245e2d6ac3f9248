import { type Case, check, PROXY, STORES } from "../case.js";

/** What is kept for later: answers and originals. */
export const STORED_ANSWERS_CASES: readonly Case[] = [
  {
    id: "E1",
    fault:
      "cache lookups by nearly equal requests, other tenants or requests with tools; responses that are errors or broke off",
    expected: "a miss; nothing incomplete is stored",
    checks: [
      ...check(
        `${PROXY}response-cache.test.ts`,
        "gets its own answer, whatever the difference",
        "gets its own answer where only its tenant differs",
        "a request that reaches beyond its own text",
        "that breaks off, at the upstream or at the client, is not given again",
        "is forgotten when its time is over",
      ),
      ...check(
        `${PROXY}similar-answers.test.ts`,
        "gets its own answer, however close an embedder finds it",
        "a request that differs in anything but its last question",
        "costs nothing but the answer, and is left alone for a while",
      ),
    ],
  },
  {
    id: "E2",
    fault: "retrieving another tenant's original or an expired one; a damaged store",
    expected: "404 that says to run the tool again; nothing that belongs to another tenant",
    checks: [
      ...check(
        `${PROXY}retrieve.test.ts`,
        "gives nothing to another tenant",
        "says to run the tool again when nothing is stored",
        "says so when the store fails",
      ),
      ...check(`${STORES}describe-store.ts`, "forgets what was not used for longer than maxAgeMs"),
      ...check("packages/stores/src/sqlite/open-sqlite-stores.test.ts", "for a damaged database"),
    ],
  },
];
