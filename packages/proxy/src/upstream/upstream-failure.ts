/** Why a call to an upstream was given up, or its answer not taken for whole. */
export type FailureReason =
  | "answer-truncated"
  | "connect-timeout"
  | "first-byte-timeout"
  | "idle-timeout"
  | "request-timeout"
  | "shutting-down";

/** A failure of a call that this proxy found, rather than its connection. */
export class UpstreamFailure extends Error {
  override readonly name = "UpstreamFailure";

  constructor(readonly code: FailureReason) {
    super(`The call to the upstream failed: ${code}.`);
  }
}
