import { createDatabase } from '../core/src/database/database.ts'
import { attachEmbedded } from '../core/src/database/embedded/index.ts'
import { embeddedUrl } from '../core/src/testing/postgres.ts'
import { assertSameAnswer } from './compare.ts'
import { createBenchDatabase } from './database.ts'
import { measureInTurns, startServer, stopServer } from './measure.ts'
import { workloads } from './workloads.ts'

/**
 * `npm run bench -- requests [W1…]`: builds the data, then measures each workload on both servers in turns;
 * BENCH_SECONDS says for how long.
 */
const seconds = Number(process.env.BENCH_SECONDS ?? 5)
const dataDir = '.bezel/bench'
const postgres = await attachEmbedded({ dataDir, log: console.log })
const url = process.env.DATABASE_URL ?? embeddedUrl(postgres.connection)
const { key } = await createBenchDatabase(url)

const database = createDatabase({ connection: { connectionString: url } })
const [stone] = await database.query<{ id: string }>('select id from stones offset 1000 limit 1')
await database.close()

const env = {
  DATABASE_URL: url,
  BEZEL_SECRET: 'bench secret of at least thirty-two bytes',
  NODE_ENV: 'production',
}
const bezel = await startServer('bench/bezel-server.ts', env)
const handWritten = await startServer('bench/hand-written/server.ts', env)
const only = process.argv[2]

console.log(
  'workload                         Bezel/s  hand/s   ratio   aim   CPU ms/req Bezel · hand   p99 ms',
)
try {
  for (const workload of workloads(stone?.id ?? '')) {
    const { name, bezel: ours, handWritten: theirs, aim } = workload
    if (only && !name.startsWith(only)) continue
    await assertSameAnswer(workload, key, bezel, handWritten)
    const headers = { authorization: `Bearer ${key}` }
    const [b, h] = await measureInTurns(
      [
        [bezel, { ...ours, headers }],
        [handWritten, { ...theirs, headers }],
      ],
      seconds,
    )
    if (!b || !h) continue
    const ratio = b.perSecond / h.perSecond
    const cells = [
      name.padEnd(30),
      b.perSecond.toFixed(0).padStart(8),
      h.perSecond.toFixed(0).padStart(8),
      ratio.toFixed(2).padStart(7),
      `${ratio >= aim ? '≥' : '<'} ${aim}`.padStart(7),
      `${b.cpuMsPerRequest.toFixed(3)} · ${h.cpuMsPerRequest.toFixed(3)}`.padStart(20),
      String(b.p99).padStart(8),
      b.errors + h.errors ? `  ${b.errors}/${h.errors} errors` : '',
    ]
    console.log(cells.join(' '))
  }
} finally {
  await stopServer(bezel)
  await stopServer(handWritten)
  await postgres.stop()
}
