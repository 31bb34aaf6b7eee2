import type { Worker } from 'node:cluster'
import { EventEmitter } from 'node:events'
import t from 'tap'
import { fillPlace, restartPause } from '../../src/cluster/place.ts'
import { mostEmbedded, poolSize } from '../../src/cluster/pool-size.ts'
import { until } from '../jobs/fixtures/notes.ts'

/** A worker that does what the test says. */
function fakeWorker() {
  const killed: unknown[] = []
  const worker = Object.assign(new EventEmitter(), {
    isDead: () => false,
    process: { kill: (signal: string) => killed.push(signal) },
  })
  return {
    worker: worker as unknown as Worker,
    killed,
    exit: (code: number) => worker.emit('exit', code, null),
  }
}

t.test('the pauses between starts grow up to ten seconds', async (t) => {
  t.same([1, 2, 3, 6, 7, 50].map(restartPause), [200, 400, 800, 6400, 10_000, 10_000])
})

t.test('a place is filled again, but not when it is stopped', async (t) => {
  const workers: ReturnType<typeof fakeWorker>[] = []
  const said: string[] = []
  const place = fillPlace({
    fork() {
      workers.push(fakeWorker())
      return (workers.at(-1) as ReturnType<typeof fakeWorker>).worker
    },
    onListening: () => {},
    onLost: () => true,
    say: (message) => said.push(message),
  })
  workers[0]?.exit(1)
  t.equal(place.worker(), undefined)
  await until('another was started', () => workers.length === 2)
  t.same(said, ['A server process ended (status 1). Starting another in 0.2 s.'])
  const stopped = place.stop()
  t.same(workers[1]?.killed, ['SIGTERM'])
  workers[1]?.exit(0)
  await stopped
  t.equal(workers.length, 2)
})

t.test('all workers together leave connections to others', async (t) => {
  t.equal(poolSize(1), 10)
  t.equal(poolSize(2), 10)
  t.equal(poolSize(8), 7)
  t.equal(poolSize(64), 3)
  t.ok(mostEmbedded * (poolSize(mostEmbedded) + 3) <= 80)
})
