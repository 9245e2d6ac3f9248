/** Where a case is checked: a test file of the workspace, and a part of the name of a test in it. */
export interface Check {
  readonly file: string;
  readonly test: string;
}

/** A benchmark that keeps its figures. */
type Measurement = "proxy" | "reliability" | "rolling" | "shared-state" | "versions";

/** One case of the matrix. */
export interface Case {
  readonly id: string;
  readonly fault: string;
  readonly expected: string;
  readonly checks: readonly Check[];
  /** Figures of the benchmarks: the measurement, and how their names begin. */
  readonly measured?: readonly (readonly [measurement: Measurement, figure: string])[];
  /** What is not checked, or falls short. */
  readonly open?: string;
}

/** Folders of tests. */
export const PROXY = "packages/proxy/test/";
export const STORES = "packages/stores/test/";
export const COMMAND = "apps/proxy/test/";

/** Tests of one file. */
export function check(file: string, ...tests: readonly string[]): readonly Check[] {
  return tests.map((test) => ({ file, test }));
}
