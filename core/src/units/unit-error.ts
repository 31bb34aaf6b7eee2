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

/** Refuses a text longer than any size or weight is: the parsers' patterns are not meant for whole documents. */
export function refuseLongText(text: string): void {
  if (text.length <= 120) return
  throw new UnitError(
    'UNIT_UNREADABLE',
    'The text is longer than any weight, size or fineness. Give at most 120 signs.',
  )
}
