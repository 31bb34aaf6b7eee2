import t from 'tap'
import { createDatabase } from '../../src/database/database.ts'
import { toProblem } from '../../src/http/errors.ts'
import { testDatabase } from '../../src/testing/postgres.ts'

const { url, drop } = await testDatabase()
const database = createDatabase({ connection: { connectionString: url }, max: 1, answerWithinMs: 300 })
t.teardown(async () => {
  await database.close()
  await drop()
})

t.test('a database that says nothing is given up on, and asked anew on another connection', async (t) => {
  const error = await database.query('select pg_sleep(60)').catch((error: unknown) => error)
  t.match(toProblem(error), { status: 503, code: 'OVERLOADED', retryAfterSeconds: Number })
  t.same(await database.query('select 1 as one'), [{ one: 1 }])
})

t.test('work in a transaction may take longer', async (t) => {
  const work = database.transaction(async (tx) => tx.query('select pg_sleep(0.6)'))
  t.equal((await work).length, 1)
})
