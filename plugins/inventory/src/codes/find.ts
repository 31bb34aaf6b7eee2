import type { Context } from '@bezel/core'
import type { Ownership, PieceStatus } from '../domain/piece-axes.ts'
import { scanKeys } from '../domain/scan-code.ts'
import { goodsTables } from '../ledger/tables.ts'

/** Goods that a code may mean. */
export interface Coded {
  kind: 'piece' | 'stone' | 'parcel'
  id: string
  number: string
  name: string | null
  status: PieceStatus | null
  ownership: Ownership | null
  storeId: string | null
  locationId: string | null
  cost: number | null
  currency: string | null
  /** When the ledger last told of it. */
  changedAt: string | Date | null
  /** Everything that a scanner may read on it. */
  codes: string[]
}

const { piece, stone } = goodsTables

const columns = (kind: 'piece' | 'stone', name: string, codes: string) =>
  `'${kind}' as kind, t.id, coalesce(${goodsTables[kind].number}, '') as number, ${name} as name, t.status, t.ownership,
   t.store_id as "storeId", t.location_id as "locationId", (${goodsTables[kind].cost})::bigint as cost, ${goodsTables[kind].currency} as currency,
   (select max(l.created_at) from movements l where l.${goodsTables[kind].column} = t.id) as "changedAt", array_remove(${codes}, null) as codes`

/** Selects goods as `Coded` rows; `t` is the table. */
export const codedColumns = {
  piece: columns('piece', 't.name', 'array[t.item_number, t.barcode, t.epc]'),
  stone: columns(
    'stone',
    `concat_ws(' ', t.shape, trim_scale(t.carat / 1000.0)::text || ' ct', t.color, t.clarity)`,
    `array[t.stock_number, t.certificate_number] || array(select c.number from certificates c where c.stone_id = t.id)`,
  ),
}

const reach = (stores: string) => `(${stores}::uuid[] is null or t.store_id = any(${stores}))`

const find = `
  select ${codedColumns.piece} from ${piece.table} t where ${reach('$3')} and t.id in (
    select id from pieces where upper(item_number) = any($1) union select id from pieces where upper(barcode) = any($1)
    union select piece_id from piece_codes where key = any($2))
  union all
  select ${codedColumns.stone} from ${stone.table} t where ${reach('$3')} and t.id in (
    select id from stones where upper(stock_number) = any($1) union select id from stones where upper(certificate_number) = any($1)
    union select stone_id from certificates where upper(number) = any($1))
  union all
  select 'parcel', t.id, t.parcel_number, t.description, null, null, t.store_id, t.location_id, null, null, null, array[t.parcel_number]
  from parcels t where ${reach('$3')} and upper(t.parcel_number) = any($1)`

/**
 * Goods that carry any of the codes: item, stock, parcel and certificate numbers, barcodes, EPCs in any writing.
 * @param stores only goods of these stores; all unless told
 */
export async function findCoded(
  ctx: Context,
  codes: string[],
  stores: 'all' | readonly string[],
): Promise<Coded[]> {
  const keys = [...new Set(codes.flatMap(scanKeys))]
  const texts = keys.filter((key) => key.startsWith('text:')).map((key) => key.slice('text:'.length))
  return ctx.db.query<Coded>(find, [texts, keys, stores === 'all' ? null : stores])
}

/** Which goods each code means, by its surest reading: several where they share it, none where nobody carries it. */
export function matchCodes(codes: string[], goods: Coded[]): Map<string, Coded[]> {
  const byKey = new Map<string, Coded[]>()
  for (const one of goods) {
    for (const key of new Set(one.codes.flatMap(scanKeys))) byKey.set(key, [...(byKey.get(key) ?? []), one])
  }
  return new Map(
    codes.map((code) => [
      code,
      scanKeys(code)
        .map((key) => byKey.get(key))
        .find((found) => found !== undefined) ?? [],
    ]),
  )
}
