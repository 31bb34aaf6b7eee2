/** Why a text or number could not be taken as a weight, ring size or fineness. */
export type UnitErrorCode =
  | 'UNIT_UNREADABLE'
  | 'UNIT_UNKNOWN'
  | 'UNIT_MISSING'
  | 'UNIT_AMBIGUOUS'
  | 'UNIT_OUT_OF_RANGE'

/** Thrown by every parser and converter in this folder; `code` is stable, `message` says what to write instead. */
export class UnitError extends Error {
  override readonly name = 'UnitError'
  readonly code: UnitErrorCode

  constructor(code: UnitErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
