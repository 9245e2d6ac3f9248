/** `audit` observes and changes nothing; `simulate` shows what would be sent and stores nothing; `off` does not look. */
export type Mode = "optimize" | "audit" | "simulate" | "off";
