import { headroomFetch, withHeadroom } from "@headroom/sdk";
import OpenAI from "openai";

/** The same client, of the same type, whose requests are smaller. */
export const connect = () => withHeadroom(new OpenAI());

/** For every other SDK: its `fetch`. */
export const smallerFetch = headroomFetch(fetch, { profile: "lossless" });
