/**
 * Reads one kind of clause at a place of a sentence and checks it against the original: gives the places behind the clauses
 * that stand there and are true.
 */
export type ClauseReader = (sentence: string, at: number) => Iterable<number>;

/**
 * The part of a sentence, whose clauses stand apart by `between`, from the first clause on that is not true, or that no reader knows; `undefined` where all of it is
 * true. Names and values may hold what divides clauses: then some way to read the sentence must be true.
 */
export function unprovenPart(sentence: string, readers: readonly ClauseReader[], between = "; "): string | undefined {
  const seen = new Set<number>();
  let furthest = 0;
  const isTrueFrom = (at: number): boolean => {
    if (seen.has(at)) return false;
    seen.add(at);
    furthest = Math.max(furthest, at);
    for (const read of readers) {
      for (const end of read(sentence, at)) {
        if (end === sentence.length) return true;
        if (sentence.startsWith(between, end) && isTrueFrom(end + between.length)) return true;
      }
    }
    return false;
  };
  return isTrueFrom(0) ? undefined : sentence.slice(furthest);
}

/** A reader of clauses that a pattern describes, which are true where `isTrue` says so. */
export function clause(pattern: RegExp, isTrue: (match: RegExpExecArray) => boolean): ClauseReader {
  const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
  return (sentence, at) => {
    sticky.lastIndex = at;
    const match = sticky.exec(sentence);
    return match !== null && isTrue(match) ? [at + match[0].length] : [];
  };
}

/** What says that there was no room for more. It claims nothing. */
export const moreColumns = clause(/and [1-9]\d* more columns/, () => true);
