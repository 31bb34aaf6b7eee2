import t from 'tap'
import { inTurn } from '../../src/importing/turn.ts'

/** A lock of the database: whoever takes it waits until it is free. */
function lock() {
  let held = Promise.resolve()
  return {
    async take(): Promise<() => void> {
      const before = held
      let free = () => {}
      held = new Promise((resolve) => {
        free = resolve
      })
      await before
      return free
    },
  }
}

t.test('batches that are written at the same time end one after the other', async (t) => {
  const ended: string[] = []
  let finish = () => {}
  const slow = new Promise<void>((resolve) => {
    finish = resolve
  })
  const first = inTurn(Promise.resolve(), async (turn) => {
    await slow
    await turn()
    ended.push('first')
  })
  const second = inTurn(first, async (turn) => {
    finish()
    await turn()
    ended.push('second')
  })
  await second
  t.same(ended, ['first', 'second'])
})

t.test(
  'a batch whose lock the one before waits for gives way, and is carried out again after it',
  async (t) => {
    const row = lock()
    const done: string[] = []
    let release = () => {}
    const begun = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = inTurn(Promise.resolve(), async (turn) => {
      await begun
      const free = await row.take()
      await turn()
      done.push('first')
      free()
    })
    const second = inTurn(
      first,
      async (turn) => {
        const free = await row.take()
        release()
        try {
          await turn()
          done.push('second')
        } finally {
          free()
        }
      },
      20,
    )
    await second
    t.same(done, ['first', 'second'])
  },
)

t.test('what one batch fails with, the next one fails with too', async (t) => {
  const first = Promise.reject(new Error('The database is away.'))
  let ended = false
  const second = inTurn(first, async (turn) => {
    await turn()
    ended = true
  })
  await t.rejects(second, { message: 'The database is away.' })
  t.notOk(ended)
})
