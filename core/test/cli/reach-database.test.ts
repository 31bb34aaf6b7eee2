import t from 'tap'
import { reachDatabase } from '../../src/cli/reach-database.ts'
import { testDatabase } from '../../src/testing/postgres.ts'

const { url, drop } = await testDatabase()
t.teardown(drop)

function changed(change: (url: URL) => void): string {
  const other = new URL(url)
  change(other)
  return other.href
}

t.test('a database that answers is fine', async (t) => {
  await t.resolves(reachDatabase(url))
})

t.test('what is wrong with a database is told with its remedy, without the password', async (t) => {
  const noServer = 'postgres://somebody:hush@127.0.0.1:1/shop'
  await t.rejects(reachDatabase(noServer), {
    name: 'BootError',
    message: /127\.0\.0\.1:1\/shop.*nothing listens there\. Start PostgreSQL/,
  })
  await t.rejects(reachDatabase(noServer), { message: /^(?!.*hush)/s })
  const noDatabase = changed((url) => {
    url.pathname = '/nothing_here'
  })
  await t.rejects(reachDatabase(noDatabase), { message: /no such database\. Create it/ })
  const wrongPassword = changed((url) => {
    url.password = 'guessed'
  })
  await t.rejects(reachDatabase(wrongPassword), { message: /refuses the user or the password/ })
})
