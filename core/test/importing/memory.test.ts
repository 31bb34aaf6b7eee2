import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { system } from '../../src/access/actor.ts'
import { type Importing, importing } from '../../src/importing/importing.ts'
import { inTransaction } from '../../src/operation/transaction.ts'
import { testApp } from '../../src/testing/app.ts'
import { temporaryFolder } from '../transfer/support.ts'
import { things } from './fixtures/things.ts'

t.setTimeout(600_000)

const ROWS = 500_000
const MEGABYTE = 1024 * 1024

const app = await testApp({ plugins: [things] })
t.teardown(() => app.end())
const service = app.kernel.services.get(importing.name) as Importing

async function writeRows(path: string, count: number): Promise<void> {
  const out = createWriteStream(path)
  out.write('name,notes,pieces\n')
  for (let n = 0; n < count; n++) {
    if (!out.write(`thing ${n},something that is said of it: ${n * 7},${n % 100}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

t.test('memory stays flat however many rows a file has', async (t) => {
  const path = join(await temporaryFolder(t), 'many.csv')
  await writeRows(path, ROWS)
  const call = { actor: system, requestId: 'test' }
  const model = app.kernel.registry.byCollection('things')
  const id = await inTransaction(app.kernel, 'things.import', call, (ctx) =>
    service.beginWith(ctx, model as never, { path, name: 'many.csv' }, { dryRun: true }),
  )
  const heaps: number[] = []
  await service.run(id, {
    onProgress({ processed }) {
      if (processed % 20_000 !== 0) return
      global.gc?.()
      heaps.push(process.memoryUsage().heapUsed / MEGABYTE)
    },
  })
  t.match((await app.database.query('select status, processed from imports'))[0], {
    status: 'completed',
    processed: ROWS,
  })
  const early = Math.max(...heaps.slice(1, 5))
  const late = Math.min(...heaps.slice(-5))
  t.comment(`heap ${early.toFixed(0)} MB after 100,000 rows, ${late.toFixed(0)} MB after ${ROWS}`)
  // Sixteen bytes a row are kept to tell equal rows apart, outside the heap; without a forced collection there is noise.
  t.ok(late - early < 40, `the heap grew by ${(late - early).toFixed(1)} MB`)
})
