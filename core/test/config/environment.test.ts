import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readServerSettings } from '../../src/config/environment.ts'

const secret = 'a secret of thirty-two bytes or more'

function problemsOf(env: Record<string, string>): string[] {
  const problems: string[] = []
  readServerSettings(env, problems)
  return problems.map((problem) => problem.split(/[ ."]/)[0] as string)
}

t.test('every wrong setting is named, all at once', async (t) => {
  const env = {
    PORT: '99999',
    DATABASE_URL: 'mysql://x',
    LOG_LEVEL: 'loud',
    BEZEL_DEMO: 'false',
    BEZEL_PUBLIC_URL: 'crm.example.com',
    BEZEL_OWNER_EMAIL: 'nobody',
    BEZEL_OWNER_PASSWORD: 'short',
  }
  t.same(problemsOf(env).sort(), [
    'BEZEL_DEMO',
    'BEZEL_OWNER_EMAIL',
    'BEZEL_OWNER_PASSWORD',
    'BEZEL_PUBLIC_URL',
    'BEZEL_SECRET',
    'DATABASE_URL',
    'LOG_LEVEL',
    'PORT',
  ])
})

t.test('one mistake is one problem', async (t) => {
  const fine = { BEZEL_SECRET: secret }
  t.same(problemsOf({ ...fine, PORT: '99999' }), ['PORT'])
  t.same(problemsOf({ ...fine, PORT: '1e3' }), [], 'which is a number')
  t.same(problemsOf({ ...fine, HOST: '::' }), [], 'an address of IPv6 is one')
  t.same(problemsOf({ BEZEL_SECRET: 'short' }), ['BEZEL_SECRET'])
  t.same(problemsOf({ ...fine, BEZEL_OWNER_EMAIL: 'a@example.com' }), ['BEZEL_OWNER_EMAIL'])
})

t.test('a variable that is set to nothing is not set', async (t) => {
  const env = {
    PORT: '',
    HOST: '',
    LOG_LEVEL: ' ',
    BEZEL_DATA_DIR: '',
    DATABASE_URL: '',
    BEZEL_SECRET: secret,
  }
  const problems: string[] = []
  const settings = readServerSettings(env, problems)
  t.same(problems, [])
  t.match(settings, { port: 3000, host: '127.0.0.1', logLevel: 'info', databaseUrl: undefined, demo: true })
  t.match(settings.dataDir, /\.bezel$/, 'and the data does not land in the current folder itself')
})

t.test(
  'the embedded mode makes a secret and keeps it; a folder that cannot be written is a problem',
  async (t) => {
    const dataDir = join(t.testdir(), 'data')
    const read = (folder: string) => readServerSettings({ BEZEL_DATA_DIR: folder }, []).secrets
    const [made] = read(dataDir)
    t.ok(Buffer.byteLength(made ?? '') >= 32)
    t.same(read(dataDir), [made])
    t.ok(existsSync(join(dataDir, 'secret')))
    const file = join(t.testdir(), 'file')
    writeFileSync(file, '')
    const problems: string[] = []
    readServerSettings({ BEZEL_DATA_DIR: join(file, 'data') }, problems)
    t.match(problems, [/cannot write to its data folder .*BEZEL_DATA_DIR/])
  },
)

t.test('a shop in production has no demo owner unless it asks for one', async (t) => {
  const demoOf = (env: Record<string, string>) =>
    readServerSettings({ BEZEL_DATA_DIR: '.bezel/test', BEZEL_SECRET: 'x'.repeat(32), ...env }, []).demo
  t.equal(demoOf({}), true)
  t.equal(demoOf({ NODE_ENV: 'production' }), false)
  t.equal(demoOf({ NODE_ENV: 'production', BEZEL_DEMO: '1' }), true)
})
