import { definePlugin, operation, Type } from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import inventory from '@bezel/inventory'
import t from 'tap'
import { checkParcelLedger } from '../src/domain/parcel-ledger.ts'
import { checkLedger, type PieceMovement, type PieceSnapshot } from '../src/domain/stock-ledger.ts'
import { demoInventory } from '../src/seed.ts'

const load = operation({
  name: 'demo.load',
  needs: 'demo.load',
  summary: 'Load the demo data',
  input: Type.Object({}),
  output: Type.Object({ loaded: Type.Boolean() }),
  rest: 'POST /demo',
  run: async (ctx) => {
    await demoInventory(ctx)
    return { loaded: true }
  },
})
const demo = definePlugin({
  name: 'demo',
  version: '1.0.0',
  core: '^1.0.0',
  needs: { inventory: '^1.0.0' },
  operations: [load],
  permissions: { 'demo.load': 'Load demo data' },
})
const app = await testApp({ plugins: [inventory, demo] })
t.teardown(() => app.end())

interface Row {
  id: string
  kind: string
  at: string
  actor: string
  reason: string | null
  counterparty: string | null
  before: PieceSnapshot | null
  after: PieceSnapshot
}

t.test('the demo shop is loaded with a ledger in which nothing is impossible', async (t) => {
  t.equal((await app.request('POST', '/api/v1/demo', {})).status, 200)
  const rows = await app.database.query<Row>(`
    select coalesce(piece_id, stone_id) as id, type as kind, at, actor, reason, counterparty,
      case when type <> 'receive' then jsonb_build_object('status', from_status, 'ownership', from_ownership, 'resumes', from_resumes, 'locationId', from_location_id) end as before,
      jsonb_build_object('status', to_status, 'ownership', to_ownership, 'resumes', to_resumes, 'locationId', to_location_id) as after
    from movements where parcel_id is null order by at`)
  const ledger = rows.map(
    (row, sequence) => ({ ...row, pieceId: row.id, sequence }) as unknown as PieceMovement,
  )
  t.same(checkLedger(ledger), [])
  const last = await app.database.query(`
    select p.id from pieces p join lateral (select * from movements where piece_id = p.id order by at desc limit 1) m on true
    where (p.status, p.ownership, p.location_id, p.store_id) is distinct from (m.to_status, m.to_ownership, m.to_location_id, m.store_id)`)
  t.same(last, [], 'every piece is what its ledger says')
  const parcels = await app.database.query<Record<string, never>>(
    `select parcel_id as "parcelId", type as kind, count_change as count, carat_change as "milliCarats", at, actor from movements where parcel_id is not null order by at`,
  )
  t.same(checkParcelLedger(parcels.map((row, sequence) => ({ ...row, sequence }) as never)), [])
  const counts = await app.database.query<{ status: string; n: number }>(
    'select status, count(*) as n from pieces group by 1',
  )
  const by = new Map(counts.map(({ status, n }) => [status, n]))
  for (const status of [
    'in_stock',
    'sold',
    'reserved',
    'layaway',
    'memo_out',
    'in_transit',
    'in_service',
    'police_hold',
    'consumed',
  ])
    t.ok((by.get(status) ?? 0) > 0, `${status}: ${by.get(status)}`)
})
