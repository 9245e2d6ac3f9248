import { asArray, asObject, asString } from "@headroom/core";
import { turnsOf } from "../../demo/session.js";
import { SESSION_FORMATS } from "../../demo/session-format.js";
import type { Recording, RecordingReader } from "../recording.js";

/**
 * Recorded sessions as `headroom demo` takes them: `{"format", "messages"}`, without instructions and tools. Their requests are
 * those of the demo, and so is the model where none is named.
 */
export function recordedSessionsReader(name: string): RecordingReader {
  const sessions: Recording[] = [];
  return {
    take(object) {
      const format = SESSION_FORMATS.get(asString(object.format) ?? "");
      const messages = asArray(object.messages)
        ?.map(asObject)
        .filter((message) => message !== undefined);
      if (format === undefined || messages === undefined) return false;
      const model = asString(object.model) ?? format.model;
      const turns = turnsOf({ name, format, messages }).map((end) => ({
        model,
        body: () => format.request(model, messages.slice(0, end), messages),
      }));
      sessions.push({ name, dialect: format.dialect, turns });
      return true;
    },
    end: () => sessions,
  };
}
