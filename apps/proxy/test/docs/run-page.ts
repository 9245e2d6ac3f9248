import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createPageWorld, NODE_ARGUMENTS, type PageWorld } from "./page-world.js";
import { type Block, blocksOf } from "./read-blocks.js";
import { runnableText, wayToRun } from "./ways-to-run.js";

/** A command that serves until it is ended. */
const SERVER =
  /^(?:[A-Z_]+=\S+ )*(?:(?:headroom|npx -y @headroom\/cli) (?:proxy|mcp --http)|(?:npx -y )?pnpm(?:@12)? start)\b(?!.*--help)/;
/** Of a server on this machine. */
const PORT = /(?<=localhost:|127\.0\.0\.1:|--port )\d+/g;
const LISTENS = /(?:listens|serves) .*http:/;

/**
 * Follows a page from top to bottom as a reader would: its commands and programs in one folder, with the sandbox in place of
 * providers. Proxies that it starts run until the next one or the end of the page.
 *
 * Gives the page with what was printed, where that is not what the page says.
 *
 * @throws Error for a command or program that fails.
 */
export async function runPage(name: string, source: string): Promise<string> {
  const world = await createPageWorld();
  const page = new RunningPage(name, world);
  try {
    let seen = source;
    for (const block of blocksOf(source)) {
      const printed = await page.run(block);
      if (printed !== undefined) seen = seen.replace(fenced(block, block.text), () => fenced(block, printed));
    }
    return seen;
  } finally {
    await page.close();
    await world.close();
  }
}

class RunningPage {
  #server: ChildProcess | undefined;
  #printed = "";

  constructor(
    private readonly name: string,
    private readonly world: PageWorld,
  ) {}

  /** Runs a block. Of one that says what is printed, gives what is, if that is something else. */
  async run(block: Block): Promise<string | undefined> {
    const way = wayToRun(this.name, block);
    if (way === "shell") this.#printed = await this.#runShell(block);
    else if (way === "program") this.#printed = await this.#runProgram(block);
    else if (way === "json") JSON.parse(block.text);
    return way === "printed" ? this.#printedInsteadOf(block) : undefined;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined || server.exitCode !== null) return;
    server.kill("SIGTERM");
    await once(server, "close");
  }

  async #runShell(block: Block): Promise<string> {
    let printed = "";
    let commands: string[] = [];
    const runCommands = async (): Promise<void> => {
      const script = commands.join("\n");
      commands = [];
      if (script.trim() === "") return;
      printed += await this.#output(block, "bash", ["-euo", "pipefail", "-c", this.#here(script)]);
    };
    for (const line of runnableText(block).split("\n")) {
      if (SERVER.test(line)) {
        await runCommands();
        await this.#serve(block, line);
      } else commands.push(line);
    }
    await runCommands();
    return printed;
  }

  async #runProgram(block: Block): Promise<string> {
    const file = join(this.world.folder, `line-${block.line}.ts`);
    await writeFile(file, this.#here(block.text));
    return this.#output(block, process.execPath, [...NODE_ARGUMENTS, file]);
  }

  async #serve(block: Block, line: string): Promise<void> {
    await this.close();
    const server = this.#start("bash", ["-c", `exec env ${this.#here(line)}`]);
    this.#server = server;
    let printed = "";
    await new Promise<void>((resolve, reject) => {
      const look = (chunk: Buffer): void => {
        printed += chunk;
        if (LISTENS.test(printed)) resolve();
      };
      server.stdout.on("data", look);
      server.stderr.on("data", look);
      server.once("close", () => reject(this.#error(block, `it ended and printed ${printed}`)));
    });
  }

  async #output(block: Block, program: string, argv: readonly string[]): Promise<string> {
    const child = this.#start(program, argv);
    const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
    if (code !== 0) throw this.#error(block, `it ended with ${code} and printed ${stdout}${stderr}`);
    return stdout;
  }

  #start(program: string, argv: readonly string[]) {
    const { folder: cwd, env } = this.world;
    return spawn(program, argv, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  }

  #printedInsteadOf(block: Block): string | undefined {
    const pattern = block.text.trim().split("…").map(escaped).join("[\\s\\S]*?");
    let printed = this.#printed.replaceAll("\r", "").trim();
    for (const [said, here] of this.world.ports) printed = printed.replaceAll(`:${here}`, `:${said}`);
    return new RegExp(`^${pattern}$`).test(printed) ? undefined : `${printed}\n`;
  }

  /** Text of the page with the ports that its servers have here. */
  #here(source: string): string {
    return source.replaceAll(PORT, (said) => String(this.world.ports.get(said) ?? said));
  }

  #error({ line }: Block, what: string): Error {
    return new Error(`${this.name}:${line}: ${what}`);
  }
}

function fenced({ language, name }: Block, content: string): string {
  return `\`\`\`${language} ${name}\n${content}\`\`\`\n`;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
