import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import t from 'tap'
import { startLoop } from '../../src/jobs/loop.ts'
import { until } from './fixtures/notes.ts'

const { log } = Fastify({ logger: { level: 'silent' } })

t.test('a loop that is woken during a turn makes another one, never two at once', async (t) => {
  let running = 0
  let most = 0
  let turns = 0
  const loop = startLoop({
    name: 'count',
    everyMs: 60_000,
    log,
    async run() {
      most = Math.max(most, ++running)
      await sleep(20)
      running -= 1
      turns += 1
      return false
    },
  })
  for (let index = 0; index < 10; index++) loop.wake()
  await until('two turns', () => turns === 2)
  await sleep(50)
  t.equal(turns, 2)
  t.equal(most, 1)
  await loop.stop()
})

t.test('a loop goes on at once while there is more to do', async (t) => {
  let left = 5
  const loop = startLoop({ name: 'count', everyMs: 60_000, log, run: async () => --left > 0 })
  await until('all is done', () => left === 0)
  await loop.stop()
  t.equal(left, 0)
})

t.test('a loop survives failures and counts them until one turn is good', async (t) => {
  let turns = 0
  const loop = startLoop({
    name: 'fail',
    everyMs: 5,
    log,
    async run() {
      turns += 1
      if (turns < 4) throw new Error('not yet')
      return false
    },
  })
  await until('it failed twice', () => loop.failures() === 2)
  await until('it is good again', () => loop.failures() === 0)
  await loop.stop()
  const then = turns
  loop.wake()
  await sleep(30)
  t.equal(turns, then, 'nothing runs after the stop')
})

t.test('a loop that is woken all the time rests between its turns', async (t) => {
  let turns = 0
  const loop = startLoop({
    name: 'count',
    everyMs: 60_000,
    restMs: 40,
    log,
    async run() {
      turns += 1
      return false
    },
  })
  const waking = setInterval(() => loop.wake(), 1)
  await sleep(200)
  clearInterval(waking)
  await loop.stop()
  t.ok(turns >= 2 && turns <= 7, `${turns} turns`)
})
