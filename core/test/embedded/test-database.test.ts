import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { stopTestServer, testDatabase } from '../../src/testing/postgres.ts'

// Not the shared test server: this file stops and removes it at its end.
const dataDir = await mkdtemp(join(tmpdir(), 'bezel-test-'))
process.env.BEZEL_TEST_DATA_DIR = dataDir

t.teardown(async () => {
  await stopTestServer()
  await rm(dataDir, { recursive: true })
})

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

t.test('databases asked for at the same time are separate and empty', async (t) => {
  const databases = await Promise.all([testDatabase(), testDatabase(), testDatabase()])
  for (const [i, { url }] of databases.entries()) {
    await query(url, `create table mine as select ${i} as n`)
  }
  for (const [i, { url }] of databases.entries()) {
    t.same(await query(url, 'select n from mine'), [{ n: i }])
  }
  await Promise.all(databases.map((database) => database.drop()))
  await t.rejects(query(databases[0].url, 'select 1'), { code: '3D000' })
})

t.test('a template is prepared once, however many ask for it at the same time', async (t) => {
  let prepared = 0
  const prepare = async (url: string) => {
    prepared++
    await query(url, 'create table stones (carat int); insert into stones values (7)')
  }
  const make = () => testDatabase({ template: 'stones-v1', prepare })
  const databases = await Promise.all([make(), make(), make()])
  t.equal(prepared, 1)
  for (const database of databases) {
    t.same(await query(database.url, 'select carat from stones'), [{ carat: 7 }])
    await database.drop()
  }
})

t.test('a template whose preparation failed is prepared again', async (t) => {
  const broken = testDatabase({ template: 'broken', prepare: () => Promise.reject(new Error('no')) })
  await t.rejects(broken, { message: 'no' })
  const database = await testDatabase({
    template: 'broken',
    prepare: async (url) => void (await query(url, 'select 1')),
  })
  await database.drop()
})
