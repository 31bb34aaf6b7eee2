/** One wrong place in the input: a JSON pointer into the body, or `/query/<name>` for the address. */
export interface FieldProblem {
  pointer: string
  message: string
}

export interface ErrorDefinition {
  /** Stable, in capitals, prefixed with the plugin: `CUSTOMERS_EMAIL_TAKEN`. Never changes once published. */
  code: string
  status: number
  /** What happened and what to do. */
  message: string
}

/** An expected failure; every protocol prints it in its own form, with the same `code`. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: FieldProblem[]
  /** What the code means, without the particulars of this case. */
  readonly summary: string
  readonly retryAfterSeconds: number | undefined

  constructor(
    definition: ErrorDefinition,
    options: { detail?: string; errors?: FieldProblem[]; retryAfterSeconds?: number } = {},
  ) {
    super(options.detail ?? definition.message)
    this.name = 'Problem'
    this.code = definition.code
    this.status = definition.status
    this.summary = definition.message
    this.errors = options.errors ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }

  /** The members of RFC 9457 that do not depend on the request. */
  toJSON(): {
    type: string
    title: string
    status: number
    code: string
    detail: string
    errors?: FieldProblem[]
  } {
    const { code, status, message: detail, errors } = this
    const title = code.charAt(0) + code.slice(1).toLowerCase().replace(/_/g, ' ')
    return {
      type: `urn:bezel:error:${code}`,
      title,
      status,
      code,
      detail,
      ...(errors.length > 0 && { errors }),
    }
  }
}

/** Declares one row of a plugin's error table. Throw it with `throw new Problem(emailTaken)`. */
export function defineError(code: string, status: number, message: string): ErrorDefinition {
  return { code, status, message }
}
