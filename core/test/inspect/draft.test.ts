import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  boolean,
  count,
  crud,
  date,
  defineEntity,
  definePlugin,
  email,
  encrypted,
  extendEntity,
  instant,
  json,
  list,
  measure,
  money,
  oneOf,
  optional,
  phone,
  reference,
  text,
} from '@bezel/core'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import { collectMigrations } from '../../src/app/migrate.ts'
import { migrateDown, migrateUp } from '../../src/database/migrations.ts'
import { draftMigrations } from '../../src/inspect/draft.ts'
import { findDrift } from '../../src/inspect/drift.ts'
import { driftFinding } from '../../src/inspect/drift-finding.ts'
import { writeDraft } from '../../src/inspect/write-draft.ts'

const Tray = defineEntity('Tray', {
  collection: 'trays',
  fields: { name: text({ unique: true, search: 'A' }) },
})

// One field of every kind, and names that SQL keeps for itself.
const Ring = defineEntity('Ring', {
  collection: 'rings',
  fields: {
    tray: reference('Tray'),
    spareTray: optional(reference('Tray')),
    order: text({ max: 40, search: 'A', unique: true }),
    table: optional(text({ search: 'B' })),
    weight: measure({ unit: 'g', decimals: 2, min: 0.01 }),
    stones: count({ default: 0 }),
    price: optional(money()),
    cost: money(),
    maker: optional(email({ search: 'B', unique: true })),
    workshop: optional(phone()),
    metal: oneOf(['gold', 'platinum']),
    hallmarked: boolean({ default: false }),
    made: optional(date()),
    sold: optional(instant()),
    tags: list(text(), { default: [] }),
    sketch: optional(json()),
    secret: optional(encrypted()),
  },
})

async function folder(): Promise<URL> {
  const path = await mkdtemp(join(tmpdir(), 'bezel-draft-'))
  t.teardown(() => rm(path, { recursive: true }))
  return pathToFileURL(`${path}/`)
}

async function shop() {
  const rings = definePlugin({
    name: 'rings',
    version: '1.0.0',
    core: '^1.0.0',
    entities: [Ring, Tray],
    operations: [...crud(Tray), ...crud(Ring)],
    migrations: await folder(),
  })
  const loyalty = definePlugin({
    name: 'loyalty',
    version: '1.0.0',
    core: '^1.0.0',
    needs: { rings: '^1.0.0' },
    extends: [
      extendEntity('Ring', {
        points: count(),
        club: optional(text({ search: 'C' })),
        gift: optional(money()),
      }),
    ],
    migrations: await folder(),
  })
  const app = await testApp({ plugins: [rings, loyalty] })
  const drift = async () =>
    (await findDrift(app.database, app.kernel.registry.models)).filter(
      ({ kind }) => kind !== 'unknown-column',
    )
  async function applyDrafts(): Promise<string[]> {
    const drafts = draftMigrations(await drift())
    const files: string[] = []
    for (const draft of drafts) {
      const plugin = [rings, loyalty].find(({ name }) => name === draft.plugin)
      if (plugin?.migrations) files.push(await writeDraft(plugin.migrations, draft))
    }
    await migrateUp(app.database, await collectMigrations([rings, loyalty]))
    return files
  }
  return { app, plugins: [rings, loyalty], drift, applyDrafts }
}

t.test(
  'drafts for new entities and for fields added by another plugin make the doctor content',
  async (t) => {
    const { app, plugins, drift, applyDrafts } = await shop()
    t.teardown(() => app.end())
    t.equal((await drift()).filter(({ kind }) => kind === 'missing-table').length, 2)
    const files = await applyDrafts()
    t.same(
      files.map((file) => file.split('/').pop()),
      ['0001_trays_and_rings.sql', '0001_rings_points_club.sql'],
    )
    t.match(
      await readFile(files[0] as string, 'utf8'),
      /create table trays \([\s\S]+create table rings \([\s\S]+-- down\ndrop table rings;\ndrop table trays;/,
    )

    // The search columns belong to the table's own plugin until another one adds a searched field: that is a second draft.
    await applyDrafts()
    t.same((await drift()).map(driftFinding), [])

    const tray = await app.request('POST', '/api/v1/trays', { name: 'Window' })
    t.equal(tray.status, 201, JSON.stringify(tray.body))
    const ring = {
      trayId: tray.body.id,
      order: 'R-1',
      table: 'é',
      weight: 4.25,
      metal: 'gold',
      points: 0,
      cost: { amount: 1, currency: 'USD' },
      price: { amount: 5, currency: 'USD' },
      maker: 'a@b.example',
      tags: ['x'],
      sketch: { a: 1 },
      secret: 's',
      club: 'Zoë',
    }
    const made = await app.request('POST', '/api/v1/rings', ring)
    t.equal(made.status, 201, JSON.stringify(made.body))
    for (const q of ['R-1', 'e', 'zoe'])
      t.equal((await app.request('GET', `/api/v1/rings?q=${q}`)).body.data.length, 1, q)
    t.equal(
      (await app.request('POST', '/api/v1/rings', { ...ring, maker: null })).status,
      409,
      'unique holds',
    )

    const migrations = await collectMigrations(plugins)
    await migrateDown(app.database, migrations, migrations.length)
    t.equal((await drift()).filter(({ kind }) => kind === 'missing-table').length, 2, 'down undoes all of it')
    await migrateUp(app.database, migrations)
    t.same((await drift()).map(driftFinding), [])
  },
)

const damages: { kind: string; sql: string }[] = [
  { kind: 'missing-column', sql: 'alter table rings drop column made' },
  { kind: 'missing-column', sql: 'alter table rings drop column metal' },
  { kind: 'missing-column', sql: 'alter table rings drop column tray_id' },
  { kind: 'missing-column', sql: 'alter table rings drop column price_amount, drop column price_currency' },
  { kind: 'missing-column', sql: 'alter table rings drop column custom' },
  { kind: 'column-type', sql: 'alter table rings alter column stones type int' },
  { kind: 'column-type', sql: 'alter table rings alter column sold type timestamptz(6)' },
  {
    kind: 'collation',
    sql: 'alter table rings drop column search_text, drop column search_document; alter table rings alter column "table" type text collate "C"',
  },
  { kind: 'nullability', sql: 'alter table rings alter column weight drop not null' },
  { kind: 'nullability', sql: 'alter table rings alter column workshop set not null' },
  { kind: 'missing-unique', sql: 'alter table rings drop constraint rings_order_key' },
  { kind: 'missing-foreign-key', sql: 'alter table rings drop constraint rings_tray_id_fkey' },
  { kind: 'reference-index', sql: 'drop index rings_spare_tray' },
  { kind: 'search-column', sql: 'alter table rings drop column search_text' },
  { kind: 'search-index', sql: 'drop index rings_search_text' },
  { kind: 'money-check', sql: 'alter table rings drop constraint rings_check' },
]

t.test('every kind of drift is found, and its draft mends it', async (t) => {
  const { app, drift, applyDrafts } = await shop()
  t.teardown(() => app.end())
  await applyDrafts()
  await applyDrafts()
  for (const { kind, sql } of damages) {
    await app.database.pool.query(sql)
    const found = await drift()
    t.ok(
      found.some((one) => one.kind === kind),
      `${kind}: ${sql}`,
    )
    for (const one of found) t.match(driftFinding(one), { where: /^rings\./, remedy: /bezel migrate draft/ })
    await applyDrafts()
    t.same((await drift()).map(driftFinding), [], `mended: ${sql}`)
  }
})

t.test('a column that no field knows is an error only where it stops every insert', async (t) => {
  const { app, applyDrafts } = await shop()
  t.teardown(() => app.end())
  await applyDrafts()
  await applyDrafts()
  await app.database.pool.query('alter table trays add column shelf text, add column room text not null')
  const found = (await findDrift(app.database, app.kernel.registry.models))
    .map(driftFinding)
    .filter(({ where }) => where.startsWith('trays.'))
  t.same(
    found.map(({ where, level }) => [where, level]),
    [
      ['trays.shelf', 'note'],
      ['trays.room', 'error'],
    ],
  )
})
