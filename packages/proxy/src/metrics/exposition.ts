import type { Histogram } from "./histogram.js";

/** Writes metrics in the text format of Prometheus, version 0.0.4. */
export class Exposition {
  static readonly contentType = "text/plain; version=0.0.4; charset=utf-8";
  readonly #lines: string[] = [];

  counter(name: string, help: string, value: number): void {
    this.#describe(name, help, "counter");
    this.#lines.push(`${name} ${numberText(value)}`);
  }

  gauge(name: string, help: string, value: number): void {
    this.#describe(name, help, "gauge");
    this.#lines.push(`${name} ${numberText(value)}`);
  }

  /** A counter for each value of one label. */
  counters(name: string, help: string, label: string, counts: readonly (readonly [string, number])[]): void {
    this.#describe(name, help, "counter");
    for (const [value, count] of counts) this.#lines.push(`${name}{${label}="${escaped(value)}"} ${count}`);
  }

  histogram(name: string, help: string, histogram: Histogram): void {
    const { buckets, sum, count } = histogram.snapshot();
    this.#describe(name, help, "histogram");
    for (const [bound, below] of buckets) this.#lines.push(`${name}_bucket{le="${bound}"} ${below}`);
    this.#lines.push(`${name}_bucket{le="+Inf"} ${count}`, `${name}_sum ${numberText(sum)}`, `${name}_count ${count}`);
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  #describe(name: string, help: string, type: string): void {
    this.#lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
  }
}

function numberText(value: number): string {
  return String(Math.round(value * 1e9) / 1e9);
}

/** The value of a label as it stands between quotes. */
function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === "\n" ? "\\n" : `\\${character}`));
}
