import { type BarcodeKind, encodeBarcode } from './barcode.ts'
import { formatWeight, fromCentigrams, fromMilliCarats } from './units.ts'

/** What is printed on a tag. */
export interface TagContent {
  readonly itemNumber: string
  /** As it shall be read, currency included: `£1,295.00`. */
  readonly price?: string
  /** Metal, weights and whatever else, most important first: what does not fit is left out from the end. */
  readonly lines: readonly string[]
  readonly barcode: { readonly kind: BarcodeKind; readonly data: string }
  /** The EPC that an RFID printer writes into the tag, in any form `normalizeEpc` reads. */
  readonly epc?: string
}

/** The facts of a piece that a tag tells. */
export interface TaggedPiece {
  readonly itemNumber: string
  readonly price?: string
  /** As `finenessLabel` writes it: `14K`, `Pt 950`. */
  readonly metal?: string
  readonly metalColor?: string
  readonly netCentigrams?: number
  readonly stones?: readonly TaggedStone[]
  readonly size?: string
  readonly epc?: string
}

export interface TaggedStone {
  readonly name: string
  readonly count: number
  readonly milliCarats: number
  readonly color?: string | null
  readonly clarity?: string | null
}

/** The tag of a piece. Its number is the barcode, unless other data are given. Throws CodeError for an impossible one. */
export function tagContent(piece: TaggedPiece, barcode?: TagContent['barcode']): TagContent {
  const code = barcode ?? { kind: 'code128', data: piece.itemNumber }
  encodeBarcode(code.kind, code.data)
  return {
    itemNumber: piece.itemNumber,
    ...(piece.price === undefined ? {} : { price: piece.price }),
    lines: [metalLine(piece), ...(piece.stones ?? []).map(stoneLine), sizeLine(piece)].filter(
      (line) => line !== '',
    ),
    barcode: code,
    ...(piece.epc === undefined ? {} : { epc: piece.epc }),
  }
}

function metalLine({ metal, metalColor, netCentigrams }: TaggedPiece): string {
  const weight =
    netCentigrams === undefined ? '' : formatWeight(fromCentigrams(netCentigrams), { decimals: 2 })
  return [metal, metalColor, weight].filter(Boolean).join(' ')
}

function stoneLine(stone: TaggedStone): string {
  const count = stone.count === 1 ? '' : `${stone.count}×`
  const grade = [stone.color, stone.clarity].filter(Boolean).join('/')
  // Tags round down like the trade: a stone of 0.996 ct is never sold as one carat.
  const weight = formatWeight(fromMilliCarats(stone.milliCarats), { decimals: 2, rounding: 'down' })
  return [`${count}${stone.name}`, weight, grade].filter(Boolean).join(' ')
}

function sizeLine({ size }: TaggedPiece): string {
  return size === undefined ? '' : `Size ${size}`
}
