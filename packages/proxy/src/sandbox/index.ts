/** A sandbox: providers in this process that answer by a script, with usage as the real ones count it. */
export { type CacheRule, cacheRuleOf } from "./cache-rule.js";
export { createSandbox, type Sandbox, type SandboxOptions } from "./create-sandbox.js";
export type { Answer, AnsweredCall, Prompt, PromptBlock, PromptTool, ToolChoice, Turn } from "./prompt.js";
export { type CacheUse, type CountedBlock, createPromptCache, type PromptCache } from "./prompt-cache.js";
export { createSandboxTransport } from "./sandbox-transport.js";
export { type Script, scriptedAnswer } from "./script.js";
export { type ServedSandbox, type ServeSandboxOptions, serveSandbox } from "./serve-sandbox.js";
