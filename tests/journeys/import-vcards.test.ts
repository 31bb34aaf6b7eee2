import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { testApp } from '@bezel/core/testing'
import customers from '@bezel/customers'
import t from 'tap'

const folder = new URL('../../../shared/data/contacts/vcard/', import.meta.url)
const app = await testApp({ plugins: [customers] })
const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
await app.startWork()
t.teardown(() => app.end())
t.setTimeout(240_000)
const headers = { authorization: `Bearer ${app.key}` }

// Answers are of any shape; tests look into them freely.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any

async function post(
  path: string,
  content: string | Buffer,
  name: string,
): Promise<{ status: number; body: Any }> {
  const body = new FormData()
  body.append('file', new Blob([content as string]), name)
  const sent = await fetch(`${address}/api/v1/customers/import${path}`, { method: 'POST', headers, body })
  return { status: sent.status, body: await sent.json() }
}

async function importFile(content: string | Buffer, name = 'contacts.vcf', query = ''): Promise<Any> {
  let { body } = await post(query, content, name)
  while (['pending', 'running'].includes(body.status)) {
    await sleep(30)
    body = (await app.request('GET', `/api/v1/imports/${body.id}`)).body
  }
  return body
}

const cards = `BEGIN:VCARD\r
VERSION:3.0\r
UID:journey-1\r
FN:Ada Stone\r
N:Stone;Ada;;;\r
EMAIL;TYPE=home:ada@stone.example\r
EMAIL;TYPE=work:ada@work.example\r
TEL;TYPE=cell:+1 212 555 0188\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
FN:Bo Gold\r
N:Gold;Bo;;;\r
EMAIL:bo@gold.example\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
FN:Never finished\r
`

t.test(
  'an address book is imported like any other file: preview, dry run, progress, refused cards',
  async (t) => {
    const { status, body } = await post('/preview', cards, 'contacts.vcf')
    t.equal(status, 200)
    t.match(body, {
      format: 'vcard',
      columns: [],
      rows: [{ givenName: 'Ada', familyName: 'Stone' }, { givenName: 'Bo' }],
    })
    t.equal(body.issues.length, 1)
    const dry = await importFile(cards, 'contacts.vcf', '?dryRun=true')
    t.match(dry, { status: 'completed', dryRun: true, created: 2, failed: 1 })
    t.equal((await app.request('GET', '/api/v1/customers?total=exact')).body.page.total, 0)
    const run = await importFile(cards)
    t.match(run, { status: 'completed', format: 'vcard', processed: 3, created: 2, failed: 1 })
    const again = await importFile(cards)
    t.match(again, { created: 0, updated: 0, unchanged: 2, failed: 1 })
    const { body: list } = await app.request(
      'GET',
      '/api/v1/customers?email=ada@stone.example&include=emails',
    )
    t.match(list.data, [
      { givenName: 'Ada', phone: '+12125550188', emails: [{ address: 'ada@work.example' }] },
    ])
    const errors = await app.server.inject({ url: `/api/v1/imports/${run.id}/errors`, headers })
    t.match(errors.body, /16/, 'the line of the card that never ends')
  },
)

t.test('a card file goes to customers only', async (t) => {
  const body = new FormData()
  body.append('file', new Blob([cards]), 'contacts.vcf')
  const sent = await fetch(`${address}/api/v1/customers/import`, { method: 'POST', headers, body })
  t.equal(sent.status, 202)
})

/** Files of a folder and those below it. */
function filesIn(url: URL): URL[] {
  return readdirSync(url, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(new URL(`${entry.name}/`, url)) : [new URL(entry.name, url)],
  )
}

t.test('no real address book crashes an import, and each one again adds nobody', async (t) => {
  if (!existsSync(folder)) return t.comment('Note: ../shared/data/contacts/vcard is not here; skipped')
  for (const url of filesIn(folder).filter(({ pathname }) => /\.(vcf|vcard)$/i.test(pathname))) {
    const [text, name] = [readFileSync(url), url.pathname.split('/').at(-1) as string]
    const first = await importFile(text, name)
    if (first.code) {
      t.match(first.code, /^IMPORT_/, `${name}: ${first.detail}`)
      continue
    }
    t.equal(first.status, 'completed', name)
    const again = await importFile(text, name)
    t.equal(again.created, 0, `${name}: ${first.processed} cards, ${first.failed} unreadable`)
  }
})
