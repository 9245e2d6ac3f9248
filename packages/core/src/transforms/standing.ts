/**
 * How much of a tool result stands in the body that goes out: its own characters, `verbatim`; a form that gives every
 * character back, `exact`, or the same JSON, `equal`; or less than that, and for what came in as a form nobody can tell.
 */
export type Standing = "verbatim" | "exact" | "equal" | "less";
