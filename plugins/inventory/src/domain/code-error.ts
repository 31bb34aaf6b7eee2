/** Which kind of code could not be read, built or drawn. */
export type CodeErrorCode =
  | 'INVENTORY_GTIN_INVALID'
  | 'INVENTORY_SGTIN_INVALID'
  | 'INVENTORY_EPC_INVALID'
  | 'INVENTORY_GS1_INVALID'
  | 'INVENTORY_BARCODE_INVALID'
  | 'INVENTORY_TAG_INVALID'

/** Thrown by the codes of this folder: GTIN, EPC, GS1-128, barcodes and tags. */
export class CodeError extends Error {
  override readonly name = 'CodeError'
  readonly code: CodeErrorCode

  constructor(code: CodeErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
