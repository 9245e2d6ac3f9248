import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Ends a run with one line, `N passed, N failed`, followed by `, N skipped` where tests were skipped. A file or suite
 * that does not load, an error outside every test and a failed build each count as one failure, so a run that exits
 * non-zero never reads "0 failed".
 *
 * @example
 * export default defineConfig({ test: { reporters: ["default", new SummaryReporter()] } });
 */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[], reason: TestRunEndReason): void {
    const tally: Tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) addModule(tally, module);
    if (process.env.HEADROOM_BUILD_FAILED === "1") {
      console.error("The build failed, see above. That counts as one failure.");
      tally.failed += 1;
      process.exitCode = 1;
    }
    // A run can fail without a failed test: no file matched, or it was interrupted.
    if (reason !== "passed" && tally.failed === 0) tally.failed = 1;
    // Other reporters and vitest itself still print after this point, and the line has to be the last one.
    process.once("exit", () => process.stdout.write(`${formatTally(tally)}\n`));
  }
}

function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
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
