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
    summary: "how to point clients at the proxy",
    text: `A variable tells each client where the proxy is; nothing else has to change. With headroom proxy running:

  ANTHROPIC_BASE_URL=http://127.0.0.1:8787           Claude Code, Anthropic's SDKs
  OPENAI_BASE_URL=http://127.0.0.1:8787/v1           OpenAI's SDKs and anything built on them
  GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:8787       Gemini CLI
  CO_API_URL=http://127.0.0.1:8787                   Cohere's SDKs
  codex -c 'openai_base_url="http://127.0.0.1:8787/v1"'

headroom wrap COMMAND sets all of these for one command and runs a proxy for it. headroom doctor checks them.
`,
  },
  {
    name: "environment",
    summary: "variables that the commands read",
    text: `Every option of headroom proxy has a variable: HEADROOM_ and the flag, such as HEADROOM_PORT for --port. A flag overrides its
variable, and the variable overrides the configuration file. There are also:

  HEADROOM_URL       the running proxy that retrieve, stats and doctor ask
  HEADROOM_KEY       the key they use for it, if it requires one
  HEADROOM_STORE     where originals are stored (~/.headroom/headroom.db)
  HEADROOM_SUMMARY   1: headroom wrap prints at the end what was saved
  NO_COLOR           any value: no colors
  FORCE_COLOR        1: colors even if the output is not a terminal; 0: none
`,
  },
  {
    name: "exit-codes",
    summary: "what exit codes mean",
    text: `  0   success
  1   bad input, or a check that failed: one line on standard error, nothing on standard output
  2   wrong usage: an unknown option or word

headroom wrap exits with the code of its command.
`,
  },
  {
    name: "privacy",
    summary: "what is stored, and what is sent where",
    text: `Requests go to the provider that the client means and nowhere else. There is no telemetry.

The store, ~/.headroom/headroom.db, holds tool outputs from which parts were left out, so that models can fetch them. Only you can
read it. Its size is limited: the least recently used outputs go first. To keep nothing, delete it, or use --store :memory:.
The request log contains no keys, and message contents only with --log-messages. headroom simulate, stats, report and doctor print
no message contents, except with --content.
`,
  },
];
