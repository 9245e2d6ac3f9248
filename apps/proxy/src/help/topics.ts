/** A page of help that is not about one command. */
export interface Topic {
  readonly name: string;
  readonly summary: string;
  readonly text: string;
}

/** What `headroom help TOPIC` knows besides commands. */
export const TOPICS: readonly Topic[] = [
  {
    name: "clients",
    summary: "how programs are sent through the proxy",
    text: `Clients are told where the proxy is by a variable, and need no other change. With headroom proxy running:

  ANTHROPIC_BASE_URL=http://127.0.0.1:8787           Claude Code, Anthropic's SDKs
  OPENAI_BASE_URL=http://127.0.0.1:8787/v1           OpenAI's SDKs and what is built on them
  GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:8787       Gemini CLI
  CO_API_URL=http://127.0.0.1:8787                   Cohere's SDKs
  codex -c 'openai_base_url="http://127.0.0.1:8787/v1"'

headroom wrap COMMAND sets all of these for one command and serves a proxy for it. headroom doctor checks them.
`,
  },
  {
    name: "environment",
    summary: "variables that commands read",
    text: `Every option of headroom proxy has a variable: HEADROOM_ and the flag, such as HEADROOM_PORT for --port. A flag goes before
its variable, and that before the configuration file. Besides:

  HEADROOM_URL       the running proxy that retrieve, stats and doctor ask
  HEADROOM_KEY       the key with which they ask it, where it has keys
  HEADROOM_STORE     where originals are kept (~/.headroom/headroom.db)
  HEADROOM_SUMMARY   1: headroom wrap says at the end what was saved
  NO_COLOR           any text: no colours
  FORCE_COLOR        1: colours also where the output is no terminal; 0: none
`,
  },
  {
    name: "exit-codes",
    summary: "what a command's exit code says",
    text: `  0   done
  1   bad input, or a check that failed: one line on standard error, nothing on standard output
  2   wrong use: an option or a word that there is not

headroom wrap ends with the code of its command.
`,
  },
  {
    name: "privacy",
    summary: "what is kept and what is sent where",
    text: `Requests go to the provider that the client means and nowhere else. Nothing is reported to anybody.

The store, ~/.headroom/headroom.db, holds tool outputs of which parts were left out, so that models can fetch them, readable by you
alone. It is bounded: the least recently used go first. Delete it, or serve with --store :memory:, to keep nothing.
A request log has no keys and nothing of what was said, unless --log-messages asks for it. headroom simulate, stats, report and
doctor print none of it, unless --content asks for it.
`,
  },
];
