import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { contactFolder, withoutData } from './domain/shared-data.ts'
import { openShop, type TestBody } from './shop.ts'

const shop = await openShop(t)
const send = (text: string | Buffer, key?: string) =>
  shop.request('POST', '/api/v1/customers/import-vcard', text, {
    headers: { 'content-type': 'text/vcard' },
    ...(key && { key }),
  })

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const anna = `BEGIN:VCARD
VERSION:3.0
UID:anna-1
FN:Dr. Anna Berg
N:Berg;Anna;;Dr.;
NICKNAME:Annie
ORG:Berg & Co.;Sales
TITLE:Buyer
EMAIL;TYPE=work,pref:anna@berg.example
EMAIL;TYPE=home:annie@example.com
TEL;TYPE=cell:+1 212 555 0123
TEL;TYPE=home:not a number
ADR;TYPE=home:;;6 Rose Street;Austin;TX;78701;USA
BDAY:1980-04-15
X-ABRELATEDNAMES;TYPE=spouse:Bert Berg
CATEGORIES:VIP,Rings
NOTE:Prefers platinum
URL:https://berg.example
PHOTO;ENCODING=b;TYPE=PNG:${pixel}
X-SHOE-SIZE:39
END:VCARD
`.replaceAll('\n', '\r\n')

t.test('a card becomes a customer with all it says, and comes back as a card', async (t) => {
  const answer = await send(anna)
  t.equal(answer.status, 200, JSON.stringify(answer.body))
  t.match(answer.body, { created: 1, failed: 0, cards: [{ line: 1, status: 'created' }] })
  const { id, messages } = answer.body.cards[0]
  t.same(messages, ['Phone as written: not a number'])
  const customer = await shop.ok(
    'GET',
    `/customers/${id}?include=emails,phones,addresses,lifeEvents,relatives,photo`,
  )
  t.match(customer, {
    prefix: 'Dr.',
    givenName: 'Anna',
    familyName: 'Berg',
    nickname: 'Annie',
    organisation: 'Berg & Co.',
    department: 'Sales',
    jobTitle: 'Buyer',
    email: 'anna@berg.example',
    phone: '+12125550123',
    tags: ['VIP', 'Rings'],
    websites: ['https://berg.example'],
    notes: 'Prefers platinum\nPhone as written: not a number',
    emails: [{ address: 'annie@example.com', label: 'home' }],
    addresses: [{ street: '6 Rose Street', city: 'Austin', country: 'US' }],
    lifeEvents: [{ type: 'birthday', year: 1980, month: 4, day: 15 }],
    relatives: [{ name: 'Bert Berg', type: 'spouse' }],
    photo: { mediaType: 'image/png' },
  })
  for (const version of ['3', '4']) {
    const card = await shop.request('GET', `/api/v1/customers/${id}/vcard?version=${version}`)
    t.match(card.headers['content-type'], 'text/vcard')
    t.match(card.headers['content-disposition'], /Anna Berg\.vcf/)
    const text = String(card.body).replace(/\r\n[ \t]/g, '')
    for (const part of [
      `VERSION:${version}.0`,
      'X-SHOE-SIZE:39',
      'Bert Berg',
      'PHOTO',
      'annie@example.com',
      'Austin',
    ])
      t.ok(text.includes(part), part)
    t.match(text, /^UID[^:]*:anna-1/m)
  }
})

t.test('the same card again changes nothing; one that knows more completes the customer', async (t) => {
  const again = await send(anna)
  t.match(again.body, { created: 0, unchanged: 1 })
  const { id } = again.body.cards[0]
  const more = await send(
    anna
      .replace('END:VCARD', 'TEL;TYPE=work:+1 212 555 0199\r\nEND:VCARD')
      .replace('TITLE:Buyer', 'TITLE:Owner'),
  )
  t.match(more.body, { updated: 1 })
  t.match(await shop.ok('GET', `/customers/${id}?include=phones`), {
    jobTitle: 'Buyer',
    phones: [{ number: '+12125550199', label: 'work' }],
  })
  const other = await send(
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bert Berg\r\nEMAIL:anna@berg.example\r\nEND:VCARD\r\n',
  )
  t.match(other.body, { created: 1 }, 'another name at the same address is another person')
})

t.test('many cards are reported one by one, and wrong ones leave the others', async (t) => {
  const card = (lines: string) => `BEGIN:VCARD\r\nVERSION:4.0\r\n${lines}\r\nEND:VCARD\r\n`
  const text = [
    card('FN:One Fine'),
    card('KIND:group\r\nFN:Friends'),
    'BEGIN:VCARD\r\n',
    card('FN:Two Fine'),
  ].join('')
  const { body } = await send(text)
  t.match(body, { created: 2, skipped: 1, failed: 1 })
  t.equal((await send('hello')).status, 422)
  const json = await shop.ok('POST', '/customers/import-vcard', { vcard: card('FN:Three Fine') })
  t.equal(json.created, 1)
  const reader = await shop.keyWith(['customers.read'])
  t.equal((await send(text, reader)).status, 403)
})

t.test('an export takes the filters, and leaves notes out for who may not read them', async (t) => {
  const all = await shop.request('GET', '/api/v1/customers/export.vcf?version=4')
  t.ok(String(all.body).split('BEGIN:VCARD').length > 4)
  const one = await shop.request('GET', '/api/v1/customers/export.vcf?version=3&tag=VIP')
  t.equal(String(one.body).split('BEGIN:VCARD').length, 2)
  t.match(one.body, /Prefers platinum/)
  const found = await shop.request('GET', '/api/v1/customers/export.vcf?q=three')
  t.match(found.body, /FN:Three Fine/)
  const key = await shop.keyWith(['customers.read'])
  const limited = await shop.request('GET', '/api/v1/customers/export.vcf?tag=VIP', undefined, { key })
  t.notMatch(limited.body, /Prefers platinum/)
  t.equal((await shop.request('GET', '/api/v1/customers/export.vcf?colour=red')).status, 400)
})

t.test(
  'every card of the corpus is imported or reported, none breaks the server',
  { skip: withoutData },
  async (t) => {
    const folder = fileURLToPath(new URL('vcard/', contactFolder))
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.vcf$/i.test(name),
    )
    const counts: Record<string, number> = {}
    for (const name of files) {
      const answer = await send(readFileSync(join(folder, name)))
      if (answer.status !== 200 && answer.status !== 422)
        t.fail(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`)
      for (const { status, messages } of (answer.body.cards ?? []) as TestBody[]) {
        counts[status] = (counts[status] ?? 0) + 1
        if (status === 'failed') t.comment(`${name}: ${messages.join('; ')}`)
      }
    }
    t.comment(`${files.length} files: ${JSON.stringify(counts)}`)
    const text = String((await shop.request('GET', '/api/v1/customers/export.vcf?photos=true')).body)
    t.ok((counts.created ?? 0) > 50, `${counts.created} created`)
    t.match(text, /PHOTO/)
  },
)
