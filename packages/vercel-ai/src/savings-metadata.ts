import type { Report } from "@headroom/core";

/** What `providerMetadata.headroom` says of a call. Tokens are of the texts that the model reads. */
export interface HeadroomMetadata {
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** Negative if the request grew. */
  readonly tokensSaved: number;
  /** Share of `tokensBefore`, 0 to 100, one decimal. */
  readonly savingsPercent: number;
  readonly transformsApplied: readonly string[];
}

/** A result of a model or the last part of its stream, as far as this package relies on it. */
interface Described {
  readonly providerMetadata?: Readonly<Record<string, unknown>>;
}

/** The result with the savings of its call beside what the provider says of it. */
export function withSavings<Result>(result: Result, report: Report | undefined): Result {
  if (report === undefined) return result;
  const { providerMetadata } = result as Described;
  return { ...result, providerMetadata: { ...providerMetadata, headroom: metadataOf(report) } };
}

/** The stream with the savings of its call in its last part; all other parts are the same objects. */
export function streamWithSavings<Part extends { readonly type: string }>(
  stream: ReadableStream<Part>,
  report: Report | undefined,
): ReadableStream<Part> {
  if (report === undefined) return stream;
  const transform = (part: Part, controller: TransformStreamDefaultController<Part>): void => {
    controller.enqueue(part.type === "finish" ? withSavings(part, report) : part);
  };
  return stream.pipeThrough(new TransformStream<Part, Part>({ transform }));
}

function metadataOf(report: Report): HeadroomMetadata {
  const { tokensBefore, tokensAfter, tokensSaved, savingsPercent, transformsApplied } = report;
  return { tokensBefore, tokensAfter, tokensSaved, savingsPercent, transformsApplied: [...transformsApplied] };
}
