/**
 * The proxy in a process of its own, with stores and tokenizers as its command has them. Usage: headroom-proxy.ts UPSTREAM
 * [pass-through]. Tells its port its parent.
 */
import { hash } from "node:crypto";
import { serveProxy } from "@headroom/proxy";
import { openSqliteStores } from "@headroom/stores/sqlite";
import { loadTokenizer } from "@headroom/tokenizers";

const [upstream = "", mode] = process.argv.slice(2);

async function optimization() {
  const tokenizer = await loadTokenizer("o200k_base");
  const { originals, decisions } = openSqliteStores({ path: ":memory:" });
  const sha256 = (text: string): string => hash("sha256", text);
  return { tokenizers: () => [tokenizer], originals, decisions, sha256 };
}

const optimize = mode === "pass-through" ? false : await optimization();
const { url } = await serveProxy({ port: 0, upstreams: { openai: upstream, anthropic: upstream }, optimize });
process.send?.(Number(new URL(url).port));
