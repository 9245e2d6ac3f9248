import { describe, expect, it } from "vitest";
import { isBadStatus, saysNothing, textEvidence } from "./error-words.js";
import { ErrorEvidence } from "./row-source.js";

describe("textEvidence", () => {
  it.each([
    "2025-01-06 10:00:00 ERROR could not connect",
    "[FATAL] out of memory",
    'ts=1 level=error msg="gone"',
    '10.0.0.1 - "GET / HTTP/1.1" 503 12',
    "FAILED tests/test_a.py",
  ])("takes %j for a stated error", (text) => {
    expect(textEvidence(text)).toBe(ErrorEvidence.stated);
  });

  it.each([
    "the job failed",
    "Unhandled exception in worker",
    "java.io.IOException: closed",
    "TypeError: x is undefined",
    "a fatal mistake",
    "1 error",
    "10 errors found",
    "errors: 3",
    "a critical path",
    "Error!",
  ])("takes %j for a mention", (text) => {
    expect(textEvidence(text)).toBe(ErrorEvidence.mentioned);
  });

  it.each([
    "all went well",
    "no errors",
    "0 errors, 0 warnings",
    "finished without any error",
    "errors: 0",
    "failed=0 passed=7",
    '{"error":null,"failed":false}',
    'error=""',
    "NO ERROR",
    "see /var/log/error.log",
    "docs/error-handling.md",
    "the errorless terror of mirrors",
    '"GET / HTTP/1.1" 200 500',
    "",
  ])("takes %j for neither", (text) => {
    expect(textEvidence(text)).toBe(ErrorEvidence.none);
  });
});

describe("isBadStatus", () => {
  it.each([
    "failed",
    "FAILURE",
    "Error",
    "error: timeout",
    "CrashLoopBackOff",
    "ImagePullBackOff",
    "ErrImagePull",
    "OOMKilled",
    "timed_out",
    "Unhealthy",
    "critical",
  ])("%s is one", (value) => {
    expect(isBadStatus(value)).toBe(true);
  });
  it.each(["ok", "Running", "pending", "warning", "not_failed", "NoError", "open", "", `failed ${"x".repeat(60)}`])(
    "%j is none",
    (value) => {
      expect(isBadStatus(value)).toBe(false);
    },
  );
});

describe("saysNothing", () => {
  it.each(["", " ", "none", "No", "0", "N/A", "null"])("%j does", (value) => expect(saysNothing(value)).toBe(true));
  it.each(["card declined", "E_OK_NOT", "nothing to do"])("%j does not", (value) =>
    expect(saysNothing(value)).toBe(false),
  );
});
