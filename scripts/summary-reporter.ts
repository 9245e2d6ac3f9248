import type { Reporter, TestModule } from "vitest/node";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Ends a run with one line, `N passed, N failed`, followed by `, N skipped` where tests were skipped. A file that
 * does not load, an error outside every test and a failed build each count as one failure, so a run that exits
 * non-zero never reads "0 failed".
 */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tally: Tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) addModule(tally, module);
    if (process.env.HEADROOM_BUILD_FAILED === "1") {
      tally.failed += 1;
      process.exitCode = 1;
    }
    const line = `${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""}`;
    // Other reporters and vitest itself still print after this point; the line has to be the last one.
    process.once("exit", () => process.stdout.write(`${line}\n`));
  }
}

function addModule(tally: Tally, module: TestModule): void {
  tally.failed += module.errors().length;
  for (const suite of module.children.allSuites()) tally.failed += suite.errors().length;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === "passed") tally.passed += 1;
    else if (state === "failed") tally.failed += 1;
    else tally.skipped += 1;
  }
}
