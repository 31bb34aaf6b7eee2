import { type Context, Problem, type RecordOf } from '@bezel/core'
import { type Coded, findCoded, matchCodes } from '../codes/find.ts'
import { countVariance } from '../domain/stock-count.ts'
import { Parcel } from '../entities/parcel.ts'
import { StockCount } from '../entities/stock-count.ts'
import { codeUnknown, countClosed } from '../errors.ts'
import { refusePlace } from '../ledger/places.ts'
import { type Counted, countedGoods, countedPlaces } from './expected.ts'

export type CountRecord = RecordOf<typeof StockCount>
export type Outcome = 'found' | 'elsewhere' | 'should_be_gone' | 'parcel' | 'ambiguous' | 'unknown'

/** The count, which nobody closes before this operation ends. */
async function openCount(ctx: Context, id: string): Promise<CountRecord> {
  const count = await ctx.records(StockCount).get(id)
  const open = await ctx.db.query(`select from stock_counts where id = $1 and status = 'open' for share`, [
    id,
  ])
  if (open.length === 0) throw new Problem(countClosed)
  return count
}

interface ScanResult {
  code: string
  outcome: Outcome
  /** Read before in this count. */
  repeated: boolean
  kind: Coded['kind'] | null
  id: string | null
  number: string | null
  name: string | null
}

async function keepScans(ctx: Context, count: CountRecord, codes: string[], locationId: string | undefined) {
  const rows = await ctx.db.query<{ code: string }>(
    `insert into stock_scans (id, version, created_at, updated_at, stock_count_id, code, at, location_id, actor)
     select s.id, 1, $3, $3, $4, s.code, $3, $5, $6 from unnest($1::uuid[], $2::text[]) as s(id, code)
     on conflict (stock_count_id, code) do nothing returning code`,
    [codes.map(() => ctx.newId()), codes, ctx.now, count.id, locationId ?? null, ctx.actor.name],
  )
  return new Set(rows.map(({ code }) => code))
}

/** What each code turned out to be, in the eyes of this count alone. */
function outcomes(goods: Counted[], places: ReadonlySet<string>, codes: string[], locationId?: string) {
  const scans = codes.map((code) => ({ code, ...(locationId && { locationId }) }))
  const report = countVariance({ pieces: goods, locationIds: places, scans })
  return new Map<string, Outcome>([
    ...report.found.map(({ piece }): [string, Outcome] => [piece.pieceId, 'found']),
    ...report.elsewhere.map(({ piece }): [string, Outcome] => [piece.pieceId, 'elsewhere']),
    ...report.shouldBeGone.map(({ piece }): [string, Outcome] => [piece.pieceId, 'should_be_gone']),
  ])
}

/**
 * Takes scanned codes into an open count. Reading a code again changes nothing, so scanners may repeat and requests
 * may be sent twice.
 */
export async function scan(
  ctx: Context,
  countId: string,
  scanned: string[],
  locationId: string | undefined,
): Promise<ScanResult[]> {
  const count = await openCount(ctx, countId)
  const codes = [...new Set(scanned.map((code) => code.trim()).filter(Boolean))]
  const fresh = await keepScans(ctx, count, codes, locationId)
  const goods = await findCoded(ctx, codes, 'all')
  const matches = matchCodes(codes, goods)
  const places = await countedPlaces(ctx, count)
  const known = outcomes(countedGoods(goods, places), places, codes, locationId)
  return codes.map((code) => {
    const [one, other] = matches.get(code) ?? []
    const outcome = other ? 'ambiguous' : one?.kind === 'parcel' ? 'parcel' : known.get(one?.id ?? '')
    const { kind = null, id = null, number = null, name = null } = other ? {} : (one ?? {})
    return { code, outcome: outcome ?? 'unknown', repeated: !fresh.has(code), kind, id, number, name }
  })
}

/** Keeps what a parcel was counted and weighed at; counting it again replaces that. */
export async function countParcel(
  ctx: Context,
  countId: string,
  {
    parcelId,
    code,
    ...counted
  }: { parcelId?: string | undefined; code?: string | undefined; count: number; carat: number },
) {
  const count = await openCount(ctx, countId)
  const found = code
    ? (matchCodes([code], await findCoded(ctx, [code], ctx.actor.stores)).get(code) ?? [])
    : []
  const id = parcelId ?? found.find(({ kind }) => kind === 'parcel')?.id
  if (!id) throw new Problem(codeUnknown, { detail: 'No parcel carries this number.' })
  const parcel = await ctx.records(Parcel).get(id)
  if (parcel.storeId !== count.storeId)
    throw refusePlace(
      'This parcel belongs to another store. Count it there, or correct its store by a transfer.',
    )
  await ctx.db.query(
    `insert into stock_scans (id, version, created_at, updated_at, stock_count_id, code, at, actor, parcel_id, count, carat)
     values ($1, 1, $2, $2, $3, $4, $2, $5, $6, $7, $8)
     on conflict (stock_count_id, code) do update
       set parcel_id = excluded.parcel_id, count = excluded.count, carat = excluded.carat, at = excluded.at,
         updated_at = excluded.at, actor = excluded.actor, version = stock_scans.version + 1`,
    [
      ctx.newId(),
      ctx.now,
      count.id,
      parcel.parcelNumber,
      ctx.actor.name,
      id,
      counted.count,
      Math.round(counted.carat * 1000),
    ],
  )
  return parcel
}
