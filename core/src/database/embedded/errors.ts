/** Why the embedded server cannot be used. `code` never changes; the message says what happened, then what to do. */
export class EmbeddedDatabaseError extends Error {
  readonly code: EmbeddedErrorCode
  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedDatabaseError'
    this.code = code
  }
}

export type EmbeddedErrorCode =
  | 'EMBEDDED_PLATFORM'
  | 'EMBEDDED_BINARIES'
  | 'EMBEDDED_OTHER_MAJOR'
  | 'EMBEDDED_IN_USE'
  | 'EMBEDDED_OWNER'
  | 'EMBEDDED_UNREACHABLE'
  | 'EMBEDDED_INIT'
  | 'EMBEDDED_START'
