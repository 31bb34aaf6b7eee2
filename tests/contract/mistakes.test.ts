import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  createApp,
  crud,
  defineAdapter,
  defineEntity,
  defineEvent,
  defineJob,
  definePlugin,
  definePort,
  extendEntity,
  many,
  on,
  operation,
  type Plugin,
  reference,
  Type,
  text,
} from '@bezel/core'
import { examineDatabase, testApp } from '@bezel/core/testing'
import t from 'tap'

// What people get wrong when they write a plugin, and the remedy that the message must name.

type Parts = Omit<Parameters<typeof definePlugin>[0], 'name' | 'version' | 'core'> &
  Partial<Pick<Plugin, 'name' | 'version' | 'core'>>

const plugin = (parts: Parts) => definePlugin({ name: 'trial', version: '1.0.0', core: '^1.0.0', ...parts })
const ring = (options: object = {}, fields = {}) =>
  defineEntity('Ring', { collection: 'rings', fields: { name: text(), ...fields }, ...options })
const verb = (options: object = {}) =>
  operation({
    name: 'rings.polish',
    needs: 'rings.write',
    summary: 'Polish',
    input: Type.Object({}),
    output: Type.Unknown(),
    rest: 'POST /rings/polish',
    run: () => ({}),
    ...options,
  })
const folder = await mkdtemp(join(tmpdir(), 'bezel-mistakes-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))
const file = async (name: string, content: string) => {
  await writeFile(join(folder, name), content)
  return pathToFileURL(join(folder, name))
}
const shell = async () => {
  await file('index.html', '')
  return { folder }
}

async function problemsOf(
  plugins: (Plugin | ReturnType<typeof defineAdapter>)[],
  options: object = {},
): Promise<string[]> {
  try {
    const app = await createApp({
      config: { plugins },
      settings: {
        host: '127.0.0.1',
        port: 0,
        databaseUrl: undefined,
        dataDir: folder,
        secrets: ['a secret of at least thirty-two bytes'],
        publicUrl: 'http://127.0.0.1',
        demo: false,
        owner: undefined,
        logLevel: 'silent',
        production: false,
      },
      connection: {},
      ...options,
    })
    await app.close()
    return []
  } catch (error) {
    const { problems } = error as { problems?: string[] }
    if (!problems) throw error
    return problems
  }
}

const Ring = ring()
const port = definePort('payments', 'PaymentProvider')

const mistakes: [string, () => Promise<string[]>, RegExp][] = [
  [
    'an operation without a permission',
    () => problemsOf([plugin({ entities: [Ring], operations: [verb({ needs: '' })] })]),
    /states no permission\. Add needs/,
  ],
  [
    'a permission that nobody declares',
    () => problemsOf([plugin({ operations: [verb({ needs: 'rings.polsih' })] })]),
    /"rings\.polsih", which nobody declares\. Add it to the plugin's permissions/,
  ],
  [
    'permissions for a role that no installation starts with',
    () => problemsOf([plugin({ entities: [Ring], grants: { 'bench jeweller': ['rings.read'] } as object })]),
    /role "bench jeweller", with which no installation starts\. Choose among: owner, manager/,
  ],
  [
    "another plugin's permissions for a role to start from",
    () => problemsOf([plugin({ entities: [Ring], grants: { manager: ['rings.*', 'roles.write'] } })]),
    /grants "roles\.write" to the role "manager", but does not declare it\. Grant its own permissions only/,
  ],
  [
    'an entity whose name is taken',
    () =>
      problemsOf([
        plugin({ entities: [defineEntity('User', { collection: 'rings', fields: { name: text() } })] }),
      ]),
    /Entity "User" of plugin "trial" is taken by plugin "core"\. Choose another name/,
  ],
  [
    'a collection that is taken',
    () =>
      problemsOf([
        plugin({ entities: [defineEntity('Ring', { collection: 'users', fields: { name: text() } })] }),
      ]),
    /Collection "users" .* Choose another name/,
  ],
  [
    'an operation whose name is taken',
    () =>
      problemsOf([plugin({ entities: [Ring], operations: [verb(), verb({ rest: 'POST /rings/shine' })] })]),
    /Operation "rings\.polish" .* Choose another name/,
  ],
  [
    'a route that is taken',
    () =>
      problemsOf([
        plugin({ entities: [Ring], operations: [...crud(Ring), verb({ rest: 'PATCH /rings/:ring' })] }),
      ]),
    /Route "PATCH \/rings\/:" .* Choose another name/,
  ],
  [
    'a GraphQL field that is taken',
    () =>
      problemsOf([
        plugin({ entities: [Ring], operations: [...crud(Ring), verb({ graphql: 'mutation createRing' })] }),
      ]),
    /GraphQL field "mutation createRing" .* Choose another name/,
  ],
  [
    'a route in the wrong form',
    () => problemsOf([plugin({ entities: [Ring], operations: [verb({ rest: '/rings/polish' })] })]),
    /Write it as "POST \/cases\/:id\/assign"/,
  ],
  [
    'an operation that nobody can reach',
    () => problemsOf([plugin({ entities: [Ring], operations: [verb({ rest: undefined })] })]),
    /can be reached by nobody\. Give it rest, graphql or both/,
  ],
  [
    'a reference to an entity of no loaded plugin',
    () => problemsOf([plugin({ entities: [ring({}, { case: reference('Showcase') })] })]),
    /Ring\.case refers to "Showcase", which no loaded plugin defines\. Add the plugin/,
  ],
  [
    'a to-many over a reference that is not there',
    () => problemsOf([plugin({ entities: [ring({ relations: { users: many('User', { via: 'ring' }) } })] })]),
    /User has no reference "ring"\. Correct the name/,
  ],
  [
    'fields for an entity of no loaded plugin',
    () => problemsOf([plugin({ extends: [extendEntity('Customer', { tier: text() })] })]),
    /extends the entity "Customer", which no loaded plugin defines\. Add its plugin to "needs"/,
  ],
  [
    'a field that another plugin has added',
    () =>
      problemsOf([
        plugin({ entities: [Ring] }),
        plugin({ name: 'other', extends: [extendEntity('Ring', { name: text() })] }),
      ]),
    /"name" of plugin "other" is taken by plugin "trial"\. Choose another name/,
  ],
  [
    'a needed plugin that is not listed',
    () => problemsOf([plugin({ needs: { customers: '^1.0.0' } })]),
    /needs "customers", which fastify\.config\.ts does not list\. Add it to plugins\./,
  ],
  [
    'a needed plugin in another version',
    () => problemsOf([plugin({ needs: { other: '^2.0.0' } }), plugin({ name: 'other' })]),
    /needs "other" \^2\.0\.0, but 1\.0\.0 is installed\. Install a version/,
  ],
  [
    'a plugin for another core',
    () => problemsOf([plugin({ core: '^9.0.0' })]),
    /works with core \^9\.0\.0, but this is core/,
  ],
  [
    'plugins that need each other',
    () => problemsOf([plugin({ needs: { other: '*' } }), plugin({ name: 'other', needs: { trial: '*' } })]),
    /in a circle: trial → other → trial\. Remove one of these needs/,
  ],
  [
    'a plugin listed twice',
    () => problemsOf([plugin({}), plugin({})]),
    /"trial" is listed twice in fastify\.config\.ts\. Remove one/,
  ],
  [
    'an adapter whose port nobody owns',
    () =>
      problemsOf([
        defineAdapter({ name: 'payment-stripe', version: '1.0.0', core: '^1.0.0', port, create: () => ({}) }),
      ]),
    /for the port "PaymentProvider" of "payments", which fastify\.config\.ts does not list\. Add the plugin or remove the adapter/,
  ],
  [
    'a setting that is missing',
    () => problemsOf([plugin({ config: Type.Object({ apiKey: Type.String() }) })]),
    /TRIAL_API_KEY is required\. Set it in the environment or under settings\.trial/,
  ],
  [
    'a searched field that takes a permission to read',
    () =>
      problemsOf([plugin({ entities: [ring({}, { secret: text({ search: 'A', read: 'rings.write' }) })] })]),
    /a search would give it away\. Remove search or read/,
  ],
  [
    'a job with a schedule that is none',
    () =>
      problemsOf([
        plugin({
          jobs: [
            defineJob({ name: 'trial.clean', summary: 'Clean', schedule: 'daily', run: async () => {} }),
          ],
        }),
      ]),
    /has the schedule "daily"/,
  ],
  [
    'a subscription to an event that nobody makes',
    () => problemsOf([plugin({ subscribes: [on('rings.melted.v1', 'note', async () => {})] })]),
    /subscribes to "rings\.melted\.v1".* which nobody declares\. Correct the name/,
  ],
  [
    'an event under a name of no form',
    () => problemsOf([plugin({ events: [defineEvent('polished', 'Polished')] })]),
    /must be named "trial\.<noun>-<past participle>\.v<version>"\. Rename it/,
  ],
  [
    'a route of its own that says nobody may call it',
    () => problemsOf([plugin({ routes: (app) => void app.get('/hello', async () => 'hello') })]),
    /Route GET \/hello does not say who may call it\. Add config/,
  ],
  [
    'a panel that is not built',
    async () =>
      problemsOf([plugin({ admin: { entry: pathToFileURL(join(folder, 'nowhere.js')) } })], {
        admin: await shell(),
      }),
    /The admin panel of "trial" is not built\. Run "bezel build"/,
  ],
  [
    'a panel that bundles React',
    async () =>
      problemsOf(
        [plugin({ admin: { entry: await file('panel.js', 'Symbol.for("react.transitional.element")') } })],
        { admin: await shell() },
      ),
    /bundles React\. Build it with "bezel build"/,
  ],
]

for (const [mistake, problems, remedy] of mistakes) {
  t.test(`${mistake} is answered with the remedy`, async (t) => {
    const found = await problems()
    t.ok(
      found.some((problem) => remedy.test(problem)),
      found.join('\n') || 'no problem was found',
    )
  })
}

t.test('several mistakes are reported together', async (t) => {
  const found = await problemsOf([
    plugin({ needs: { customers: '*' }, operations: [verb({ needs: '' })], core: '^9.0.0' }),
  ])
  t.ok(found.length >= 3, found.join('\n'))
})

t.test('a migration that cannot be undone is answered with the remedy', async (t) => {
  await writeFile(join(folder, '0001_rings.sql'), 'create table rings (id uuid primary key);')
  await t.rejects(
    testApp({ plugins: [plugin({ migrations: pathToFileURL(`${folder}/`) })] }),
    /has no line "-- down"\. Add it/,
  )
})

t.test('a column that the migration forgot is answered with the remedy', async (t) => {
  const common =
    'id uuid primary key, version int not null default 1, created_at timestamptz(3) not null, updated_at timestamptz(3) not null'
  await writeFile(
    join(folder, '0001_rings.sql'),
    `create table rings (${common});\n-- down\ndrop table rings;`,
  )
  const app = await testApp({
    plugins: [plugin({ entities: [ring({ custom: false })], migrations: pathToFileURL(`${folder}/`) })],
  })
  const { database, plugins, kernel } = app
  const { findings } = await examineDatabase({ database, plugins, registry: kernel.registry })
  await app.end()
  const finding = findings.find(({ where }) => where === 'rings.name')
  t.match(finding?.message, /Ring\.name has no column/)
  t.match(finding?.remedy, /bezel migrate draft trial/)
})
