/** One command of a pipeline. */
export interface ShellStage {
  /** Without quotes. Redirections are left out. */
  readonly words: readonly string[];
  /** Whether its output goes into a file. */
  readonly redirected: boolean;
  /** The lines that it reads from the script, between `<<WORD` and `WORD`. */
  readonly heredoc: string;
}

/** Longer scripts are read so far. */
const MAX_LENGTH = 20_000;

/**
 * The pipelines of a shell script, each as its stages. What decides is which commands run and what they are given:
 * substitutions, loops and conditions are not followed, their words stand among the others.
 *
 * @example
 * readShell("cd src && cat a.ts | head -20").map((stages) => stages.map(({ words }) => words));
 * // [[["cd", "src"]], [["cat", "a.ts"], ["head", "-20"]]]
 */
export function readShell(script: string): readonly (readonly ShellStage[])[] {
  const reader = new ShellReader(script.slice(0, MAX_LENGTH));
  return reader.read();
}

interface OpenStage {
  words: string[];
  redirected: boolean;
  heredoc: string;
}

const newStage = (): OpenStage => ({ words: [], redirected: false, heredoc: "" });

class ShellReader {
  readonly #script: string;
  readonly #pipelines: OpenStage[][] = [];
  #pipeline: OpenStage[] = [];
  #stage = newStage();
  #word: string | undefined;
  /** What the next word is: an argument, the file of a redirection, or the end of a heredoc. */
  #next: "argument" | "file" | "source" | "heredoc" = "argument";
  #heredocs: { stage: OpenStage; end: string }[] = [];

  constructor(script: string) {
    this.#script = script;
  }

  read(): readonly (readonly ShellStage[])[] {
    const script = this.#script;
    for (let at = 0; at < script.length; ) at = this.#step(at);
    this.#endPipeline();
    return this.#pipelines;
  }

  #step(at: number): number {
    const script = this.#script;
    const char = script[at] as string;
    if (char === "'" || char === '"') return this.#quoted(at, char);
    if (char === "\\") {
      if (script[at + 1] !== "\n") this.#add(script[at + 1] ?? "");
      return at + 2;
    }
    if (char === "#" && this.#word === undefined) return endOfLine(script, at);
    if (char === "\n") {
      this.#endPipeline();
      return this.#readHeredocs(at + 1);
    }
    if (char === ";" || (char === "&" && script[at - 1] !== ">" && script[at + 1] !== ">")) this.#endPipeline();
    else if (char === "|") {
      if (script[at + 1] === "|") this.#endPipeline();
      else this.#endStage();
      return script[at + 1] === "|" || script[at + 1] === "&" ? at + 2 : at + 1;
    } else if (char === ">" || char === "<") return this.#redirection(at, char);
    else if (/[\s()]/.test(char)) this.#endWord();
    else this.#add(char);
    return at + 1;
  }

  #add(text: string): void {
    this.#word = (this.#word ?? "") + text;
  }

  #quoted(at: number, quote: string): number {
    const script = this.#script;
    this.#add("");
    let end = at + 1;
    while (end < script.length && script[end] !== quote) {
      if (quote === '"' && script[end] === "\\") end++;
      this.#add(script[end] ?? "");
      end++;
    }
    return end + 1;
  }

  #redirection(at: number, char: string): number {
    const script = this.#script;
    const ofErrors = this.#word === "2";
    if (this.#word !== undefined && /^\d$/.test(this.#word)) this.#word = undefined;
    this.#endWord();
    if (char === "<") {
      const isHere = script.startsWith("<<", at) && !script.startsWith("<<<", at);
      this.#next = isHere ? "heredoc" : "source";
      return at + (script.startsWith("<<<", at) ? 3 : isHere ? (script[at + 2] === "-" ? 3 : 2) : 1);
    }
    const end = script[at + 1] === ">" ? at + 2 : at + 1;
    if (script[end] === "&") return end + 2;
    this.#next = ofErrors ? "source" : "file";
    return end;
  }

  #endWord(): void {
    const word = this.#word;
    if (word === undefined) return;
    if (this.#next === "argument") this.#stage.words.push(word);
    else if (this.#next === "file") this.#stage.redirected = word !== "/dev/stdout";
    else if (this.#next === "heredoc") this.#heredocs.push({ stage: this.#stage, end: word });
    this.#word = undefined;
    this.#next = "argument";
  }

  #endStage(): void {
    this.#endWord();
    this.#pipeline.push(this.#stage);
    this.#stage = newStage();
  }

  #endPipeline(): void {
    this.#endStage();
    this.#pipelines.push(this.#pipeline);
    this.#pipeline = [];
  }

  /** Reads the heredocs that begin on the line before. */
  #readHeredocs(from: number): number {
    let at = from;
    for (const { stage, end } of this.#heredocs) {
      while (at < this.#script.length) {
        const lineEnd = endOfLine(this.#script, at);
        const line = this.#script.slice(at, lineEnd);
        at = lineEnd + 1;
        if (line.trim() === end) break;
        stage.heredoc += `${line}\n`;
      }
    }
    this.#heredocs = [];
    return at;
  }
}

function endOfLine(script: string, at: number): number {
  const feed = script.indexOf("\n", at);
  return feed < 0 ? script.length : feed;
}
