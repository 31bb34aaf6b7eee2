import {
  type Context,
  currencyDecimals,
  type MadeFile,
  type Money,
  Problem,
  type RecordOf,
} from '@bezel/core'
import {
  finenessLabel,
  formatRingSize,
  PRECIOUS_METALS,
  type PreciousMetal,
  type RingSizeSystem,
} from '@bezel/core/units'
import { CodeError } from '../domain/code-error.ts'
import { normalizeEpc } from '../domain/epc.ts'
import {
  TAG_STOCKS,
  type TagContent,
  type TaggedPiece,
  type TaggedStone,
  tagContent,
  tagsToPdf,
  tagsToZpl,
  type ZplResolution,
} from '../domain/printing.ts'
import { Piece } from '../entities/piece.ts'
import { tagUnprintable } from '../errors.ts'

export interface TagOrder {
  ids: string[]
  stock: keyof typeof TAG_STOCKS
  format: 'pdf' | 'zpl'
  barcode: 'code128' | 'qr'
  price: boolean
  dpi?: number | undefined
  startAt?: number | undefined
  ringSizes?: RingSizeSystem | undefined
}

interface MetalRow {
  pieceId: string
  metal: string
  color: string | null
  fineness: number
  netWeight: number
}

interface StoneRow extends TaggedStone {
  pieceId: string
}

function printPrice({ amount, currency }: Money, locale: string): string {
  const decimals = currencyDecimals(currency)
  const whole = amount % 10 ** decimals === 0
  const digits = whole ? 0 : decimals
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(amount / 10 ** decimals)
}

async function metalsOf(ctx: Context, ids: string[]): Promise<MetalRow[]> {
  return ctx.db.query<MetalRow>(
    `select m.piece_id as "pieceId", a.metal, a.color, a.fineness, m.net_weight as "netWeight"
     from piece_metals m join alloys a on a.id = m.alloy_id where m.piece_id = any($1) order by m.net_weight desc`,
    [ids],
  )
}

async function stonesOf(ctx: Context, ids: string[]): Promise<StoneRow[]> {
  return ctx.db.query<StoneRow>(
    `select p.piece_id as "pieceId", coalesce(nullif(p.species, 'diamond'), p.shape, 'diamond') as name, p.count,
       coalesce(p.carat, 0) as "milliCarats", s.color, s.clarity
     from piece_stones p left join stones s on s.id = p.stone_id
     where p.piece_id = any($1) and p.removed_at is null and p.carat > 0 order by p.carat desc`,
    [ids],
  )
}

/** How each store writes ring sizes. */
async function ringSizesOf(
  ctx: Context,
  pieces: { storeId: string }[],
): Promise<Map<string, RingSizeSystem>> {
  const stores = await ctx.db.query<{ id: string; system: RingSizeSystem }>(
    'select id, ring_sizes as system from stores where id = any($1)',
    [[...new Set(pieces.map(({ storeId }) => storeId))]],
  )
  return new Map(stores.map(({ id, system }) => [id, system]))
}

/** `14K`, `Pt 950`; the plain word where the metal is none of the precious ones. */
function metalLabel({ metal, fineness }: MetalRow): string {
  const precious = PRECIOUS_METALS.includes(metal as PreciousMetal)
  return precious ? finenessLabel(metal as PreciousMetal, fineness) : metal
}

function factsOf(
  piece: RecordOf<typeof Piece>,
  metals: MetalRow[],
  stones: StoneRow[],
  { price, locale, system }: { price: boolean; locale: string; system: RingSizeSystem },
): TaggedPiece {
  const [metal] = metals.filter(({ pieceId }) => pieceId === piece.id)
  const { ringSize } = piece
  const size = ringSize === null ? undefined : formatRingSize(Math.round(ringSize * 100), system)
  return {
    itemNumber: piece.itemNumber,
    ...(price && piece.price && { price: printPrice(piece.price, locale) }),
    ...(metal && {
      metal: metalLabel(metal),
      netCentigrams: metal.netWeight,
      ...(metal.color && { metalColor: metal.color }),
    }),
    stones: stones.filter(({ pieceId }) => pieceId === piece.id),
    ...(size !== undefined && { size }),
    ...(piece.epc && { epc: normalizeEpc(piece.epc) }),
  }
}

function barcodeOf(piece: RecordOf<typeof Piece>, kind: TagOrder['barcode']): TagContent['barcode'] {
  const data = piece.barcode ?? piece.itemNumber
  if (kind === 'qr') return { kind, data }
  return { kind: data.startsWith('(') ? 'gs1-128' : 'code128', data }
}

async function contents(ctx: Context, order: TagOrder): Promise<TagContent[]> {
  const pieces = await ctx.records(Piece).getMany(order.ids)
  const metals = await metalsOf(ctx, order.ids)
  const stones = await stonesOf(ctx, order.ids)
  const systems = await ringSizesOf(ctx, pieces)
  const { price, barcode, ringSizes } = order
  return pieces.map((piece) => {
    const system = ringSizes ?? systems.get(piece.storeId) ?? 'us'
    const facts = factsOf(piece, metals, stones, { price, locale: ctx.locale, system })
    return tagContent(facts, barcodeOf(piece, barcode))
  })
}

async function print(ctx: Context, order: TagOrder): Promise<MadeFile> {
  const tags = await contents(ctx, order)
  const stock = TAG_STOCKS[order.stock]
  if (order.format === 'zpl') {
    const dpi = (order.dpi ?? 203) as ZplResolution
    return { name: 'tags.zpl', mediaType: 'application/zpl', content: tagsToZpl(tags, { stock, dpi }) }
  }
  const { dpi, startAt } = order
  const options = {
    stock,
    createdAt: ctx.now,
    ...(dpi && { dpi }),
    ...(startAt !== undefined && { startAt }),
  }
  return { name: 'tags.pdf', mediaType: 'application/pdf', content: await tagsToPdf(tags, options) }
}

/**
 * The tags of pieces in the order given, as PDF for office printers or ZPL for label printers, which also write the EPC.
 * Loads the printing libraries, so import it only when tags are printed.
 * @throws Problem INVENTORY_TAG_INVALID when a code does not fit its tag
 */
export async function printTags(ctx: Context, order: TagOrder): Promise<MadeFile> {
  try {
    return await print(ctx, order)
  } catch (error) {
    if (error instanceof CodeError) throw new Problem(tagUnprintable, { detail: error.message })
    throw error
  }
}
