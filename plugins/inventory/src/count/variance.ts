import type { Context } from '@bezel/core'
import { findCoded } from '../codes/find.ts'
import {
  type CountReport,
  countVariance,
  type FoundPiece,
  type ParcelVariance,
  parcelVariance,
} from '../domain/stock-count.ts'
import { type Counted, countedGoods, countedPlaces, expectedGoods } from './expected.ts'
import type { CountRecord } from './scan.ts'

interface ScanRow {
  code: string
  at: string | Date
  locationId: string | null
  parcelId: string | null
}

export interface Variance {
  report: CountReport
  parcels: (ParcelVariance & { number: string })[]
  parcelsNotCounted: ParcelLeft[]
  goods: Map<string, Counted>
}

async function parcelCounts(ctx: Context, { id }: CountRecord) {
  const rows = await ctx.db.query<{
    parcelId: string
    number: string
    expectedCount: number
    expectedMilliCarats: number
    countedCount: number
    countedMilliCarats: number
  }>(
    `select p.id as "parcelId", p.parcel_number as number, p.count as "expectedCount", p.carat as "expectedMilliCarats",
       s.count as "countedCount", s.carat as "countedMilliCarats"
     from stock_scans s join parcels p on p.id = s.parcel_id where s.stock_count_id = $1 order by p.parcel_number`,
    [id],
  )
  const numbers = new Map(rows.map(({ parcelId, number }) => [parcelId, number]))
  return parcelVariance(rows).map((row) => ({ ...row, number: numbers.get(row.parcelId) ?? '' }))
}

interface ParcelLeft {
  parcelId: string
  number: string
  expectedCount: number
  carat: number
}

/** Parcels that lie in the counted places by the books and that nobody has counted yet. */
async function parcelsLeft(ctx: Context, { id, storeId, locationId }: CountRecord): Promise<ParcelLeft[]> {
  return ctx.db.query<ParcelLeft>(
    `select p.id as "parcelId", p.parcel_number as number, p.count as "expectedCount", p.carat / 1000.0::float8 as carat
     from parcels p where p.store_id = $2 and ($3::uuid is null or p.location_id = $3) and p.count > 0
       and not exists (select from stock_scans s where s.stock_count_id = $1 and s.parcel_id = p.id)
     order by p.parcel_number`,
    [id, storeId, locationId],
  )
}

/** Compares everything scanned so far with the books as they are now. */
export async function varianceOf(ctx: Context, count: CountRecord): Promise<Variance> {
  const scans = await ctx.db.query<ScanRow>(
    `select code, at, location_id as "locationId", parcel_id as "parcelId" from stock_scans where stock_count_id = $1 order by id`,
    [count.id],
  )
  const codes = scans.filter(({ parcelId }) => !parcelId)
  const found = await findCoded(
    ctx,
    codes.map(({ code }) => code),
    'all',
  )
  const places = await countedPlaces(ctx, count)
  const known = [...(await expectedGoods(ctx, count)), ...found]
  const goods = new Map(countedGoods(known, places).map((one) => [one.pieceId, one]))
  // A parcel that was scanned but not counted yet is known; it is neither found nor a riddle.
  const parcels = new Set(
    found.flatMap(({ kind, number }) => (kind === 'parcel' ? [number.toUpperCase()] : [])),
  )
  const report = countVariance({
    pieces: goods.values(),
    locationIds: places,
    scans: codes
      .filter(({ code }) => !parcels.has(code.toUpperCase()))
      .map(({ code, at, locationId }) => ({
        code,
        at: new Date(at).toISOString(),
        ...(locationId && { locationId }),
      })),
    startedAt: new Date(count.createdAt).toISOString(),
  })
  return {
    report,
    parcels: await parcelCounts(ctx, count),
    parcelsNotCounted: await parcelsLeft(ctx, count),
    goods,
  }
}

interface Line {
  kind: 'piece' | 'stone'
  id: string
  number: string
  name: string | null
  status: string
  locationId: string | null
  foundAt?: string | null
}

function lineOf({ kind, pieceId, itemNumber, name, status, locationId }: Counted): Line {
  return { kind, id: pieceId, number: itemNumber, name, status, locationId }
}

/** What the missing goods cost, by currency. */
function missingCost(missing: Counted[]) {
  const sums = new Map<string, number>()
  for (const { cost, currency } of missing) {
    if (cost !== undefined && currency) sums.set(currency, (sums.get(currency) ?? 0) + Number(cost))
  }
  return [...sums].map(([currency, amount]) => ({ amount, currency }))
}

/** The report as JSON. @param withCost for those who may see costs, never in what is kept */
export function printVariance({ report, parcels, parcelsNotCounted, goods }: Variance, withCost: boolean) {
  const counted = (id: string) => goods.get(id) as Counted
  const hit = ({ piece, foundAt }: FoundPiece) => ({ ...lineOf(counted(piece.pieceId)), foundAt })
  const missing = report.missing.map(({ pieceId }) => counted(pieceId))
  const { missingCost: _, ...totals } = report.totals
  return {
    totals: {
      ...totals,
      elsewhere: report.elsewhere.length,
      shouldBeGone: report.shouldBeGone.length,
      unknown: report.unknown.length,
      moved: report.moved.length,
      ...(withCost && { missingCost: missingCost(missing) }),
    },
    missing: missing.map(lineOf),
    elsewhere: report.elsewhere.map(hit),
    shouldBeGone: report.shouldBeGone.map(hit),
    moved: report.moved.map(({ pieceId }) => lineOf(counted(pieceId))),
    unknown: [...report.unknown],
    ambiguous: report.ambiguous.map(({ code, pieces }) => ({
      code,
      goods: pieces.map(({ pieceId }) => lineOf(counted(pieceId))),
    })),
    parcels: parcels.map(({ parcelId, number, count, milliCarats, ...row }) => ({
      parcelId,
      number,
      expectedCount: row.expectedCount,
      countedCount: row.countedCount,
      count,
      carat: milliCarats / 1000,
    })),
    parcelsNotCounted,
  }
}
