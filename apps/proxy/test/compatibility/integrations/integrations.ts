import { aiSdk } from "./ai-sdk.js";
import type { Integration } from "./integration.js";
import { langchain } from "./langchain.js";

/** The integrations for frameworks, in the order of the page. */
export const INTEGRATIONS: readonly Integration[] = [langchain, aiSdk];
