export interface ProblemDetails {
  /** The member of the request that is wrong. */
  readonly param?: string;
  /** Seconds after which the client should try again. */
  readonly retryAfter?: number;
}

/** Why a request is not answered. Each format words it as its provider does. */
export class SandboxProblem extends Error {
  override readonly name = "SandboxProblem";

  constructor(
    readonly status: number,
    message: string,
    readonly details: ProblemDetails = {},
  ) {
    super(message);
  }
}

/** A request that is wrong. */
export function wrong(message: string, param?: string): SandboxProblem {
  return new SandboxProblem(400, message, param === undefined ? {} : { param });
}
