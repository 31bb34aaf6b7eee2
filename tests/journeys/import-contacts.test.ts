import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { testApp } from '@bezel/core/testing'
import customers from '@bezel/customers'
import t from 'tap'

const headersFile = new URL('../../../shared/data/contacts/csv/export-headers.json', import.meta.url)
const skip = existsSync(headersFile) ? false : '../shared/data/contacts is not on this machine'

const app = await testApp({ plugins: [customers], work: { pollMs: 50, dispatchMs: 50 } })
t.teardown(() => app.end())
await app.startWork()

const boundary = 'x-bezel-boundary'

/** Sends a file as a browser's form does, and waits for the end of the import. */
async function importCsv(csv: string) {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="contacts.csv"\r\n\r\n`
  const sent = await app.server.inject({
    method: 'POST',
    url: '/api/v1/customers/import',
    payload: `${head}${csv}\r\n--${boundary}--\r\n`,
    headers: {
      authorization: `Bearer ${app.key}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  })
  if (sent.statusCode !== 202) throw new Error(sent.body)
  for (;;) {
    const { body } = await app.request('GET', `/api/v1/imports/${sent.json().id}`)
    if (body.status !== 'pending' && body.status !== 'running') return body
    await sleep(30)
  }
}

const person: Record<string, string> = {
  given: 'Amara',
  family: 'Okafor',
  phone: '+1 212 555 0123',
  street: '12 Pearl Street',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
}

/** Which header of a system's export holds what. HubSpot exports no address. */
const google = (name: [string, string]) => ({
  given: name[0],
  family: name[1],
  email: 'E-mail 1 - Value',
  phone: 'Phone 1 - Value',
  street: 'Address 1 - Street',
  city: 'Address 1 - City',
  region: 'Address 1 - Region',
  postalCode: 'Address 1 - Postal Code',
  country: 'Address 1 - Country',
})
const outlook = (country: string) => ({
  given: 'First Name',
  family: 'Last Name',
  email: 'E-mail Address',
  phone: 'Mobile Phone',
  street: 'Home Street',
  city: 'Home City',
  region: 'Home State',
  postalCode: 'Home Postal Code',
  country,
})
const systems: Record<string, Record<string, string>> = {
  google_contacts_2007_2024: google(['Given Name', 'Family Name']),
  google_contacts_since_2024: google(['First Name', 'Last Name']),
  outlook_desktop_classic: outlook('Home Country/Region'),
  outlook_com_or_google_as_outlook: outlook('Home Country'),
  salesforce_contact_report: {
    given: 'First Name',
    family: 'Last Name',
    email: 'Email',
    phone: 'Phone',
    street: 'Mailing Street',
    city: 'Mailing City',
    region: 'Mailing State/Province',
    postalCode: 'Mailing Zip/Postal Code',
    country: 'Mailing Country',
  },
  hubspot_contacts: { given: 'First Name', family: 'Last Name', email: 'Email', phone: 'Phone Number' },
  shopify_customers: {
    given: 'First Name',
    family: 'Last Name',
    email: 'Email',
    phone: 'Phone',
    street: 'Default Address Address1',
    city: 'Default Address City',
    region: 'Default Address Province Code',
    postalCode: 'Default Address Zip',
    country: 'Default Address Country Code',
  },
}

t.test('cells that Google joins are several addresses and numbers', async (t) => {
  const csv = [
    'First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value',
    'Joined,Cells,* Home,joined@one.example ::: joined@two.example,Work,joined@three.example ::: joined@four.example,Mobile,+1 212 555 0123 ::: +1 212 555 0124',
  ].join('\n')
  t.match(await importCsv(csv), { status: 'completed', created: 1, failed: 0 })
  t.match(await importCsv(csv), { created: 0, updated: 0, unchanged: 1 })
  const { body } = await app.request(
    'GET',
    '/api/v1/customers?email=joined@one.example&include=emails,phones',
  )
  const [customer] = body.data
  t.equal(customer.phone, '+12125550123')
  t.same(
    customer.phones.map(({ number }: { number: string }) => number),
    ['+12125550124'],
  )
  const others = customer.emails.map(({ address }: { address: string }) => address).sort()
  t.same(others, ['joined@four.example', 'joined@three.example', 'joined@two.example'])
})

t.test(
  'contacts exported by 7 of 7 systems come in with name, e-mail, phone and address, mapped by nobody',
  { skip },
  async (t) => {
    const exports = JSON.parse(readFileSync(headersFile, 'utf8')) as {
      source_system: string
      columns: string[]
    }[]
    t.equal(exports.length, 7)
    for (const { source_system: system, columns } of exports) {
      const known = systems[system] ?? {}
      const email = `amara@${system.replace(/_/g, '-')}.example`
      const values: Record<string, string> = { ...person, email }
      const place = new Map(Object.entries(known).map(([part, header]) => [header, values[part]]))
      const csv = `${columns.map((column) => `"${column}"`).join(',')}\r\n${columns.map((column) => `"${place.get(column) ?? ''}"`).join(',')}`
      for (const created of [1, 0]) {
        const run = await importCsv(csv)
        t.match(
          run,
          { status: 'completed', created, unchanged: 1 - created, failed: 0 },
          `${system}, ${created ? 'first' : 'again'}`,
        )
      }
      const { body } = await app.request(
        'GET',
        `/api/v1/customers?email=${encodeURIComponent(email)}&include=addresses`,
      )
      const { street, city, region, postalCode, country } = person
      t.match(
        body.data,
        [
          {
            givenName: 'Amara',
            familyName: 'Okafor',
            email,
            phone: '+12125550123',
            addresses: known.street ? [{ street, city, region, postalCode, country }] : [],
          },
        ],
        system,
      )
    }
  },
)
