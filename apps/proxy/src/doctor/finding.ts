/** What one check found. */
export interface Finding {
  /** What was looked at. */
  readonly about: string;
  /** `doubtful` is no fault by itself. */
  readonly state: "good" | "doubtful" | "bad";
  /** A sentence. */
  readonly found: string;
  /** What to do about it; absent where nothing has to be done. */
  readonly next?: string;
}

/** Something in order. */
export function good(about: string, found: string): Finding {
  return { about, state: "good", found };
}

/** Something to look at. */
export function doubtful(about: string, found: string, next: string): Finding {
  return { about, state: "doubtful", found, next };
}

/** Something that does not work. */
export function bad(about: string, found: string, next: string): Finding {
  return { about, state: "bad", found, next };
}
