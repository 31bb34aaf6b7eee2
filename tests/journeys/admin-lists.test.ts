import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { barriers, openBrowser, visitor, watch } from './browser.ts'
import { chooseColumns, editAgainstColleague, editInPlace, refuseSome, saveViews } from './list-steps.ts'
import { returnOfMemo } from './memo-steps.ts'
import { addOwner, freePort, start, stop } from './running-shop.ts'

t.setTimeout(300_000)

// What people do all day in lists, in a real browser on the demo data, two of them at the same time.

const browser = await openBrowser(t)
if (browser) {
  const data = await mkdtemp(join(tmpdir(), 'bezel-lists-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env = { ...process.env, BEZEL_DATA_DIR: data, LOG_LEVEL: 'warn', DATABASE_URL: '' }
  const folder = { cwd: process.cwd(), env }
  const server = await start(folder, port)
  t.teardown(async () => {
    await stop(server)
    await rm(data, { recursive: true, force: true })
  })
  const other = { email: 'mara@bezel.example', password: 'a quiet emerald morning' }
  await addOwner(folder, other)
  const context = await visitor(browser, base, undefined, { bypassCSP: true })
  const page = await context.newPage()
  const failures = watch(page)
  const colleague = await (await visitor(browser, base, other)).newPage()
  const place = { page, base }

  t.test('a view is saved, switched, renamed, shared, changed and deleted', (t) =>
    saveViews(t, place, colleague),
  )
  t.test('columns are added, removed and reordered, and kept for the person', (t) =>
    chooseColumns(t, place, colleague),
  )
  t.test('money, choices and references are edited in their cells, with mistakes said there', async (t) => {
    await editInPlace(t, place)
    t.same(await barriers(page), [], 'nothing keeps people out')
  })
  t.test('a value that a colleague changed meanwhile is not written over without asking', (t) =>
    editAgainstColleague(t, place),
  )
  t.test('an action picks among the lines of its record, and is offered while the state allows it', (t) =>
    returnOfMemo(t, place),
  )
  t.test('of a change to many records the refused ones are named with their reasons', async (t) => {
    await refuseSome(t, place)
    t.same(failures, [], 'no page threw and no request failed')
  })
}
