import { type FileHandle, open, rename, stat } from "node:fs/promises";

const LINE_FEED = 10;

export interface RotatingFileOptions {
  readonly path: string;
  /** A file that would become longer is put aside, in bytes. */
  readonly maxBytes: number;
  /** How many that are put aside are kept, as `path.1`, the newest, and so on. */
  readonly keep: number;
}

/** A file that is only added to, readable by its owner alone. */
export class RotatingFile {
  #file: FileHandle | undefined;
  #size = 0;

  constructor(private readonly options: RotatingFileOptions) {}

  /** Adds whole lines. Rejects where they cannot be written; the next call tries again from the beginning. */
  async append(lines: Buffer): Promise<void> {
    try {
      this.#file ??= await this.#open();
      if (this.#size > 0 && this.#size + lines.length > this.options.maxBytes) await this.#rotate();
      await this.#file.appendFile(lines);
      this.#size += lines.length;
    } catch (error) {
      await this.close().catch(() => {});
      throw error;
    }
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #open(): Promise<FileHandle> {
    const file = await open(this.options.path, "a+", 0o600);
    this.#size = (await file.stat()).size;
    await this.#endLastLine(file);
    return file;
  }

  /** A process that was killed while it wrote leaves half a line, which must not swallow the next one. */
  async #endLastLine(file: FileHandle): Promise<void> {
    if (this.#size === 0) return;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, this.#size - 1);
    if (buffer[0] === LINE_FEED) return;
    await file.appendFile("\n");
    this.#size += 1;
  }

  async #rotate(): Promise<void> {
    const { path, keep } = this.options;
    await this.close();
    for (let number = keep - 1; number >= 1; number--) await moved(`${path}.${number}`, `${path}.${number + 1}`);
    if (keep >= 1) await moved(path, `${path}.1`);
    this.#file = await open(path, keep >= 1 ? "a" : "w", 0o600);
    this.#size = 0;
  }
}

async function moved(from: string, to: string): Promise<void> {
  const exists = await stat(from).then(
    () => true,
    () => false,
  );
  if (exists) await rename(from, to);
}
