import { headroomFetch, withHeadroom } from "@headroom/sdk";
import OpenAI from "openai";

/** The same client, of the same type, with smaller requests. */
export const connect = () => withHeadroom(new OpenAI());

/** A `fetch` for every other SDK. */
export const smallerFetch = headroomFetch(fetch, { profile: "lossless" });
