import { mapColumns } from '@bezel/core/transfer'
import t from 'tap'
import { CONTACT_COLUMNS, customerFromRow } from '../../src/domain/csv-contacts.ts'
import { contactData, withoutData } from './shared-data.ts'

/** The column each header goes to; headers of no column are left out. */
function mapped(headers: string[], samples: string[][] = []): Record<string, string> {
  const found = mapColumns(headers, CONTACT_COLUMNS, samples)
  return Object.fromEntries(
    found.flatMap(({ header, column }) => (column === undefined ? [] : [[header, column]])),
  )
}

/** A customer from a file of one row. */
function imported(file: Record<string, string>) {
  const columns = mapped(Object.keys(file), [Object.values(file)])
  const row = Object.fromEntries(
    Object.entries(columns).map(([header, column]) => [column, file[header] ?? '']),
  )
  return customerFromRow(row, { country: 'US', latestYear: 2026 })
}

const EXPECTED: Record<string, Record<string, string>> = {
  google_contacts_2007_2024: {
    Name: 'fullName',
    'Given Name': 'givenName',
    'Family Name': 'familyName',
    'Name Prefix': 'prefix',
    'Organization 1 - Name': 'organisation',
    'Organization 1 - Title': 'jobTitle',
    'E-mail 1 - Type': 'emailLabel',
    'E-mail 1 - Value': 'email',
    'E-mail 2 - Value': 'email2',
    'Phone 1 - Type': 'phoneLabel',
    'Phone 1 - Value': 'phone',
    'Phone 2 - Value': 'phone2',
    'Address 1 - Formatted': 'addressFormatted',
    'Address 1 - Street': 'street',
    'Address 1 - City': 'city',
    'Address 1 - Region': 'region',
    'Address 1 - Postal Code': 'postalCode',
    'Address 1 - Country': 'country',
    'Group Membership': 'tags',
    Birthday: 'birthday',
  },
  google_contacts_since_2024: {
    'First Name': 'givenName',
    'Last Name': 'familyName',
    'Organization Name': 'organisation',
    'E-mail 1 - Label': 'emailLabel',
    'E-mail 1 - Value': 'email',
    'E-mail 4 - Value': 'email4',
    'Phone 3 - Label': 'phoneLabel3',
    'Phone 3 - Value': 'phone3',
    'Address 1 - Street': 'street',
    'Address 1 - City': 'city',
    'Address 1 - Postal Code': 'postalCode',
    'Event 1 - Label': 'eventLabel',
    'Event 2 - Value': 'eventValue2',
    Labels: 'tags',
  },
  outlook_desktop_classic: {
    Title: 'prefix',
    'First Name': 'givenName',
    'Last Name': 'familyName',
    Company: 'organisation',
    'Job Title': 'jobTitle',
    'E-mail Address': 'email',
    'E-mail 3 Address': 'email3',
    'Mobile Phone': 'phoneMobile',
    'Home Phone': 'phoneHome',
    'Business Fax': 'faxWork',
    'Home Street': 'homeStreet',
    'Home State': 'homeRegion',
    'Home Country/Region': 'homeCountry',
    'Business Street 2': 'workStreet2',
    'Business Postal Code': 'workPostalCode',
    'Other City': 'otherPlaceCity',
    Department: 'department',
    Categories: 'tags',
    Spouse: 'spouse',
    Children: 'children',
    Anniversary: 'anniversary',
  },
  outlook_com_or_google_as_outlook: {
    Title: 'prefix',
    'First Name': 'givenName',
    'E-mail Address': 'email',
    'Primary Phone': 'phone',
    'Home Address': 'homeFormatted',
    'Home Street': 'homeStreet',
    'Home Country': 'homeCountry',
    'Business Address': 'workFormatted',
    'Business City': 'workCity',
    Department: 'department',
  },
  salesforce_contact_report: {
    Salutation: 'prefix',
    'First Name': 'givenName',
    'Last Name': 'familyName',
    Title: 'jobTitle',
    'Mailing Street': 'street',
    'Mailing City': 'city',
    'Mailing State/Province': 'region',
    'Mailing Zip/Postal Code': 'postalCode',
    'Mailing Country': 'country',
    Phone: 'phone',
    Mobile: 'phoneMobile',
    Fax: 'fax',
    Email: 'email',
    'Account Name': 'organisation',
  },
  hubspot_contacts: {
    'First Name': 'givenName',
    'Last Name': 'familyName',
    Email: 'email',
    'Phone Number': 'phone',
    'Job Title': 'jobTitle',
    'Company Name': 'organisation',
  },
  shopify_customers: {
    'First Name': 'givenName',
    Email: 'email',
    Phone: 'phone',
    'Default Address Phone': 'phone2',
    'Default Address Address1': 'street',
    'Default Address Address2': 'street2',
    'Default Address City': 'city',
    'Default Address Province Code': 'region',
    'Default Address Zip': 'postalCode',
    'Default Address Country Code': 'country',
    'Accepts Email Marketing': 'acceptsEmail',
    Note: 'notes',
    Tags: 'tags',
  },
}
// Numbers and ranks of other kinds, which nothing of a customer is to be made of.
const NOT_IMPORTED =
  /yomi|phonetic|^(record|customer) id|owner|spent|orders|gender|location|sensitivity|priority|user \d|display name|account$|activity|create date/i

t.test('the exports of seven systems are mapped by themselves', { skip: withoutData }, async (t) => {
  const systems = JSON.parse(contactData('csv/export-headers.json')) as {
    source_system: string
    columns: string[]
  }[]
  t.equal(systems.length, 7)
  for (const { source_system: system, columns } of systems) {
    const found = mapped(columns)
    t.match(found, EXPECTED[system] ?? {}, system)
    t.same(
      Object.keys(found).filter((header) => NOT_IMPORTED.test(header)),
      [],
      system,
    )
  }
})

t.test('Square, Mailchimp and German headers are mapped too', async (t) => {
  t.match(
    mapped([
      'First Name',
      'Last Name',
      'Email Address',
      'Phone Number',
      'Company Name',
      'Street Address 1',
      'Street Address 2',
      'City',
      'State',
      'Postal Code',
      'Birthday',
      'Memo',
      'Email Subscription Status',
    ]),
    {
      'Email Address': 'email',
      'Phone Number': 'phone',
      'Street Address 1': 'street',
      'Street Address 2': 'street2',
      State: 'region',
      Memo: 'notes',
      'Email Subscription Status': 'acceptsEmail',
    },
  )
  t.match(
    mapped(['Email Address', 'First Name', 'Last Name', 'Address', 'Phone Number', 'Birthday', 'TAGS']),
    { Address: 'street', TAGS: 'tags' },
  )
  t.match(
    mapped([
      'Anrede',
      'Vorname',
      'Nachname',
      'E-Mail',
      'Telefon',
      'Straße',
      'PLZ',
      'Ort',
      'Land',
      'Geburtstag',
    ]),
    {
      Anrede: 'prefix',
      Vorname: 'givenName',
      Nachname: 'familyName',
      'E-Mail': 'email',
      Telefon: 'phone',
      Straße: 'street',
      PLZ: 'postalCode',
      Ort: 'city',
      Land: 'country',
      Geburtstag: 'birthday',
    },
  )
})

t.test('column names are unique', async (t) => {
  const names = CONTACT_COLUMNS.map(({ name }) => name)
  t.equal(new Set(names).size, names.length)
})

t.test('a row of Google becomes a customer', async (t) => {
  t.same(
    imported({
      'First Name': 'Jane',
      'Last Name': 'Doe',
      'Organization Name': 'Gold Ltd',
      'E-mail 1 - Label': '* Home',
      'E-mail 1 - Value': 'JANE@Example.com ::: jd@example.com',
      'Phone 1 - Label': 'Work',
      'Phone 1 - Value': '(201) 555-0123',
      'Phone 2 - Label': '* Mobile',
      'Phone 2 - Value': '+44 7400 123456',
      'Address 1 - Label': 'Home',
      'Address 1 - Formatted': '1 High St\nAustin, TX 78701',
      'Address 1 - Street': '1 High St',
      'Address 1 - City': 'Austin',
      'Address 1 - Region': 'TX',
      'Address 1 - Postal Code': '78701',
      'Address 1 - Country': 'US',
      Birthday: '--02-29',
      'Event 1 - Label': 'Anniversary',
      'Event 1 - Value': '2010-06-12',
      Labels: '* myContacts ::: Navy',
    }),
    {
      customer: {
        kind: 'person',
        givenName: 'Jane',
        familyName: 'Doe',
        organisation: 'Gold Ltd',
        emails: [
          { label: 'home', address: 'JANE@example.com', primary: true },
          { label: 'home', address: 'jd@example.com', primary: false },
        ],
        phones: [
          { label: 'work', number: '+12015550123', primary: false },
          { label: 'mobile', number: '+447400123456', primary: true },
        ],
        addresses: [
          {
            label: 'home',
            street1: '1 High St',
            city: 'Austin',
            region: 'TX',
            postalCode: '78701',
            country: 'US',
          },
        ],
        birthday: { month: 2, day: 29 },
        anniversary: { year: 2010, month: 6, day: 12 },
        related: [],
        urls: [],
        tags: ['Navy'],
      },
      consents: {},
    },
  )
})

t.test('a row of Outlook becomes a customer', async (t) => {
  const row = imported({
    Title: 'Dr.',
    'First Name': 'Jane',
    'Last Name': 'Doe',
    'Home Address': '1 High St\nAustin',
    'Home Street': '',
    'Home City': '',
    'Business Street': '2 Low St',
    'Business Street 2': 'Floor 3',
    'Business City': 'Austin',
    'Business Country/Region': 'United States of America',
    'E-mail Address': 'jane@example.com',
    'E-mail Type': 'SMTP',
    'Mobile Phone': '201 555 0123',
    'Business Fax': '201 555 0124',
    Birthday: '2/29/1980',
    Anniversary: '0/0/00',
    Spouse: 'John',
    Children: 'Ann; Bob',
    Categories: 'VIP;Gold',
  })
  t.match(row?.customer, {
    prefix: 'Dr.',
    emails: [{ label: 'other', address: 'jane@example.com', primary: true }],
    phones: [
      { label: 'mobile', number: '+12015550123', primary: true },
      { label: 'work fax', number: '+12015550124', primary: false },
    ],
    addresses: [
      { label: 'home', street1: '1 High St', street2: 'Austin' },
      { label: 'work', street1: '2 Low St', street2: 'Floor 3', city: 'Austin', country: 'US' },
    ],
    birthday: { year: 1980, month: 2, day: 29 },
    related: [
      { relation: 'spouse', name: 'John' },
      { relation: 'child', name: 'Ann' },
      { relation: 'child', name: 'Bob' },
    ],
    tags: ['VIP', 'Gold'],
  })
  t.notOk(row?.customer.anniversary)
})

t.test('a row of Shopify tells what its customer agreed to', async (t) => {
  const row = imported({
    'Customer ID': "'7210448301122",
    'First Name': 'Jane',
    'Last Name': '',
    Email: 'jane@example.com',
    Phone: "'+12015550123",
    'Accepts Email Marketing': 'yes',
    'Accepts SMS Marketing': 'no',
    Tags: 'VIP, gold',
  })
  t.match(row, {
    customer: { phones: [{ number: '+12015550123' }], tags: ['VIP', 'gold'] },
    consents: { email: true, sms: false },
  })
})

t.test('a name in one column is split, a firm without a person is one', async (t) => {
  t.match(customerFromRow({ fullName: 'Doe, Dr. Jane' })?.customer, {
    prefix: 'Dr.',
    givenName: 'Jane',
    familyName: 'Doe',
  })
  t.match(customerFromRow({ organisation: 'Gold Ltd' })?.customer, {
    kind: 'organisation',
    organisation: 'Gold Ltd',
  })
})

t.test('an empty row is nobody', async (t) => {
  t.equal(customerFromRow({}), undefined)
  t.equal(customerFromRow({ givenName: ' ', country: 'US', birthday: '0/0/00' }), undefined)
})

t.test('no naughty string makes it throw', { skip: withoutData }, async (t) => {
  for (const text of JSON.parse(contactData('blns.json')) as string[]) {
    t.doesNotThrow(() => customerFromRow(Object.fromEntries(CONTACT_COLUMNS.map(({ name }) => [name, text]))))
  }
})
