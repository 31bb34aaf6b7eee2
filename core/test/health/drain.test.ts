import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { Type } from '../../src/index.ts'
import { operation } from '../../src/operation/operation.ts'
import { testApp } from '../../src/testing/app.ts'
import { hurry, notes } from '../jobs/fixtures/notes.ts'

const wait = operation({
  name: 'notes.wait',
  needs: 'notes.write',
  summary: 'Take a while, then write',
  input: Type.Object({}),
  output: Type.Object({ done: Type.Boolean() }),
  rest: 'POST /notes/wait',
  async run({ db }) {
    await sleep(800)
    await db.query('select 1')
    return { done: true }
  },
})

t.test(
  'a server that drains is not ready, takes requests for a moment, finishes what is under way, then is gone',
  async (t) => {
    const app = await testApp({ plugins: [notes({ operations: [wait] })], work: hurry })
    const address = await app.server.listen({ port: 0 })
    await app.startWork()
    const headers = { authorization: `Bearer ${app.key}`, 'content-type': 'application/json' }
    const ask = () => fetch(`${address}/api/v1/notes/wait`, { method: 'POST', headers, body: '{}' })

    const underWay = ask()
    await sleep(100)
    const closing = app.close({ drainMs: 400 })
    const ready = await fetch(`${address}/health/ready`)
    t.equal(ready.status, 503)
    t.match(await ready.json(), { status: 'stopping', checks: { database: 'ok' } })
    t.equal((await fetch(`${address}/health/live`)).status, 200)
    const late = ask()
    for (const answer of [await underWay, await late]) {
      t.equal(answer.status, 200)
      t.match(await answer.json(), { done: true })
    }
    await closing
    await t.rejects(fetch(`${address}/health/live`), 'nobody listens any more')
    await t.rejects(app.database.query('select 1'), 'the pool is closed')
  },
)
