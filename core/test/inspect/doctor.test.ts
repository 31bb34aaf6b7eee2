import {
  crud,
  defineAdapter,
  defineEntity,
  definePlugin,
  definePort,
  measure,
  money,
  oneOf,
  optional,
  text,
} from '@bezel/core'
import { testApp, testDatabase } from '@bezel/core/testing'
import t from 'tap'
import { createDatabase } from '../../src/database/database.ts'
import { healthService } from '../../src/health/health.ts'
import {
  bootFinding,
  checkHealth,
  checkNode,
  checkPostgres,
  checkSettings,
  diagnose,
  examineDatabase,
  printDiagnosis,
} from '../../src/inspect/doctor.ts'
import { overview, printOverview } from '../../src/inspect/overview.ts'
import { printEntity } from '../../src/inspect/print-entity.ts'

t.test('old servers are errors with a remedy, newer ones than tested only a warning', async (t) => {
  t.same(checkNode('20.19.0'), [])
  t.match(checkNode('18.20.1'), [{ level: 'error', remedy: /newer Node/ }])
  t.match(checkPostgres('13.9'), [{ level: 'error', remedy: /14 to 18/ }])
  t.match(checkPostgres('19beta1'), [{ level: 'warning' }])
  for (const version of ['14.0', '18.4', '15.18 (Debian 15.18-0+deb12u1)'])
    t.same(checkPostgres(version), [], version)
})

t.test('a problem of the start is a finding with its remedy apart', async (t) => {
  t.match(bootFinding('PORT is "x". Set it to a whole number from 0 to 65535, for example 3000.'), {
    message: 'PORT is "x".',
    remedy: /^Set it/,
  })
  t.match(
    bootFinding(
      'BEZEL_PUBLIC_URL is "http://a.b:NaN". Set it to the address people use, for example https://crm.example.com.',
    ),
    { message: 'BEZEL_PUBLIC_URL is "http://a.b:NaN".', remedy: /crm\.example\.com\.$/ },
  )
  t.match(bootFinding('No sentence of ours'), { message: 'No sentence of ours', remedy: /Correct it/ })
})

t.test('settings that would harm a real shop are warned of in production only', async (t) => {
  const settings = {
    publicUrl: 'http://crm.example.com',
    production: true,
    demo: true,
    databaseUrl: undefined,
  }
  t.same(
    checkSettings(settings).map(({ code }) => code),
    ['plain-http', 'demo-in-production'],
  )
  t.same(checkSettings({ ...settings, production: false }), [])
  const good = { ...settings, publicUrl: 'https://crm.example.com', demo: false }
  t.same(checkSettings(good), [])
  const afar = 'postgres://bezel@db.example.com/bezel'
  const codesWith = (databaseUrl: string) => checkSettings({ ...good, databaseUrl }).map(({ code }) => code)
  t.same(codesWith(afar), ['plain-database'])
  t.same(codesWith(`${afar}?sslmode=verify-full`), [])
  t.same(codesWith('postgres://bezel@localhost/bezel'), [])
})

t.test('a database without migrations is one finding per migration, not one per column', async (t) => {
  const empty = await testDatabase()
  const database = createDatabase({ connection: { connectionString: empty.url } })
  const app = await testApp({ plugins: [] })
  t.teardown(async () => {
    await app.end()
    await database.close()
    await empty.drop()
  })
  const { postgres, findings } = await examineDatabase({
    database,
    plugins: app.plugins,
    registry: app.kernel.registry,
  })
  t.match(postgres, /^\d+\.\d+/)
  t.ok(findings.length > 0 && findings.every(({ code }) => code === 'pending-migration'))
  await app.database.query(`update bezel_core.migrations set checksum = 'other' where name like '0001%'`)
  await app.database.query(
    `insert into bezel_core.migrations (plugin, name, checksum) values ('gone', '0001_gone', 'x')`,
  )
  const changed = (
    await examineDatabase({ database: app.database, plugins: app.plugins, registry: app.kernel.registry })
  ).findings
  t.match(
    changed.filter(({ level }) => level !== 'note').map(({ code, where }) => [code, where]),
    [
      ['changed-migration', 'core/0001_core'],
      ['unknown-migration', 'gone/0001_gone'],
    ],
  )
})

const port = definePort<object>('core', 'Courier')
const courier = defineAdapter({
  name: 'courier-acme',
  version: '1.0.0',
  core: '^1.0.0',
  port,
  create: () => ({ disabled: 'COURIER_ACME_KEY is missing.' }),
})

t.test('an adapter that is off is found, with its own reason', async (t) => {
  const app = await testApp({ plugins: [courier] })
  t.teardown(() => app.end())
  const health = app.kernel.services.get(healthService.name) as {
    check(): Promise<{ checks: Parameters<typeof checkHealth>[0] }>
  }
  t.match(checkHealth((await health.check()).checks), [
    {
      level: 'warning',
      code: 'disabled-adapter',
      where: 'courier-acme',
      message: /COURIER_ACME_KEY is missing/,
    },
  ])
})

t.test('a diagnosis names the worst first and tells what to do', async (t) => {
  const note = { level: 'note', code: 'a', where: 'x', message: 'Hm.', remedy: 'Nothing.' } as const
  const versions = { core: '1.0.0', node: '20.20.2', postgres: null }
  const sick = diagnose(versions, [note, ...checkNode('18.0.0')])
  t.equal(sick.healthy, false)
  t.match(
    printDiagnosis(sick),
    /out of reach\n✘ Node\.js: .*\n {4}→ Install[\s\S]+· x: Hm\.\n[\s\S]+1 error, 0 warnings, 1 note$/,
  )
  t.equal(diagnose(versions, [note]).healthy, true)
  t.match(printDiagnosis(diagnose(versions, [])), /All is well/)
})

const Ring = defineEntity('Ring', {
  collection: 'rings',
  nav: 'Inventory',
  fields: {
    name: text({ example: 'Ring, "wide"' }),
    carat: measure({ decimals: 2 }),
    metal: optional(oneOf(['gold'])),
    price: optional(money()),
  },
})
const rings = definePlugin({
  name: 'rings',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [Ring],
  operations: crud(Ring),
})

t.test('whatever derives from an entity can be printed', async (t) => {
  const app = await testApp({ plugins: [rings] })
  t.teardown(() => app.end())
  const model = app.kernel.registry.of(Ring)
  t.match(printEntity(app, model, 'columns').text, /price_amount\s+bigint[\s\S]+price_currency\s+text/)
  t.equal(
    printEntity(app, model, 'csv').text,
    'name,carat,metal,price\n"Ring, ""wide""",1.53,gold,9850.00 USD',
  )
  t.match(printEntity(app, model, 'sdl').text, /type Ring \{/)
  t.match(printEntity(app, model, 'form').value, { name: 'Ring', fields: [{ name: 'id' }] })
  t.match(printEntity(app, model, 'openapi').value, {
    paths: { '/api/v1/rings': {} },
    schemas: { Ring: {} },
    parameters: { 'Ring.carat.gte': {} },
  })
  const all = overview(app.plugins, app.kernel.registry)
  t.ok(all.operations.some(({ name, needs }) => name === 'rings.list' && needs === 'rings.read'))
  t.match(printOverview(all), /Plugins\n[\s\S]+Entities\n[\s\S]+Permissions\n[\s\S]+rings\.write/)
})
