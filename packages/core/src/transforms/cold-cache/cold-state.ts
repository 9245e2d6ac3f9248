/** How a conversation was sent last to one model with one prompt. */
export interface ColdState {
  readonly model: string;
  /** Digest of the tools, whatever their order, and of the system prompt without its volatile values. */
  readonly prompt: string;
  /** When that was, in milliseconds. */
  readonly at: number;
  /** Outputs of so many messages behind the system prompt gave way to markers, where they could. */
  readonly cut: number;
}

/** What is known of a conversation at one of its points. */
export interface ColdRecord {
  /** Digest of the messages up to the point. */
  readonly chain: string;
  /** The latest first. */
  readonly states: readonly ColdState[];
}

const VERSION = 1;
/** Conversations that end with the same messages. */
const MOST_RECORDS = 8;
/** Models and prompts that one conversation goes back and forth between. */
const MOST_STATES = 6;

/** The records that are stored under one key; none where they are damaged or of another version. */
export function readRecords(stored: string | undefined): readonly ColdRecord[] {
  if (stored === undefined) return [];
  try {
    const { version, records } = JSON.parse(stored) as { readonly version?: unknown; readonly records?: unknown };
    return version === VERSION && Array.isArray(records) ? records.filter(isRecord) : [];
  } catch {
    return [];
  }
}

/** What is to be stored when a conversation was sent in a new state. */
export function writeRecords(chain: string, states: readonly ColdState[], others: readonly ColdRecord[]): string {
  const record: ColdRecord = { chain, states: states.slice(0, MOST_STATES) };
  const records = [record, ...others.filter((other) => other.chain !== chain)].slice(0, MOST_RECORDS);
  return JSON.stringify({ version: VERSION, records });
}

function isRecord(value: unknown): value is ColdRecord {
  const { chain, states } = (value ?? {}) as Partial<Record<keyof ColdRecord, unknown>>;
  return typeof chain === "string" && Array.isArray(states) && states.every(isState);
}

function isState(value: unknown): value is ColdState {
  const { model, prompt, at, cut } = (value ?? {}) as Partial<Record<keyof ColdState, unknown>>;
  const isTold = typeof model === "string" && typeof prompt === "string" && typeof at === "number";
  return isTold && Number.isSafeInteger(cut) && (cut as number) >= 0;
}
