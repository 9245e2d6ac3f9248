import { withHeadroom } from "@headroom/sdk";
import { openSqliteStores } from "@headroom/stores/sqlite";
import OpenAI from "openai";

/** A client whose originals outlive the process: `path` is the file that stores them. */
export function connect(path: string) {
  const { originals, decisions } = openSqliteStores({ path });
  return withHeadroom(new OpenAI(), { originals, decisions });
}
