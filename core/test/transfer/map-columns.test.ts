import t from 'tap'
import { type ColumnMapping, type ImportColumn, mapColumns, openRows } from '../../src/transfer/index.ts'
import { sharedPath, sharedText, skipWithout } from './support.ts'

const column = (name: string, kind = 'text', more: Partial<ImportColumn> = {}): ImportColumn => ({
  name,
  label: name.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase()),
  kind,
  ...more,
})

/** Field → header, for comparing. */
function byField(mappings: ColumnMapping[]): Record<string, string> {
  return Object.fromEntries(
    mappings.flatMap(({ column: field, header }) => (field === undefined ? [] : [[field, header]])),
  )
}

const address = (name: string) => column(name, 'text', { group: 'address' })
const PERSON = [
  column('givenName'),
  column('familyName'),
  column('fullName'),
  column('email', 'email'),
  column('phone', 'phone'),
  ...['street', 'street2', 'city', 'region', 'postalCode', 'country'].map(address),
  column('company'),
  column('jobTitle'),
  column('birthday', 'date'),
  column('notes'),
  column('tags', 'list'),
]

t.test('case, punctuation, plural and camel case make no difference', async (t) => {
  const columns = [column('stockNumber'), column('price', 'money'), column('certificateUrl')]
  for (const header of [
    'Stock Number',
    'stock_number',
    'STOCK-NUMBER',
    'StockNumber',
    'Stock #',
    'Stock No.',
    'stock numbers',
    'Stock Number (optional)',
  ]) {
    t.same(byField(mapColumns([header], columns, [])), { stockNumber: header })
  }
  t.same(byField(mapColumns(['Price (USD)', 'CertURL'], columns, [])), {
    price: 'Price (USD)',
    certificateUrl: 'CertURL',
  })
})

t.test('abbreviations and slips of the pen are understood', async (t) => {
  const columns = [column('fluorescence'), column('pavilionAngle'), column('quantity'), column('description')]
  t.same(byField(mapColumns(['Fluor', 'Pavillion Angle', 'Qty', 'Desc'], columns, [])), {
    fluorescence: 'Fluor',
    pavilionAngle: 'Pavillion Angle',
    quantity: 'Qty',
    description: 'Desc',
  })
})

t.test('a word that only looks alike is another word', async (t) => {
  const columns = [column('shape'), column('region'), column('quality')]
  t.same(byField(mapColumns(['Shade', 'Country', 'Statement', 'Qualm'], columns, [])), {})
})

t.test('another word makes another thing of it', async (t) => {
  const columns = [
    column('fullName'),
    column('price', 'money'),
    column('certificateNumber'),
    column('email', 'email'),
    column('phone', 'phone'),
  ]
  const others = [
    'Company Name',
    'Account Name',
    'Compare At Price',
    'Rapaport Price',
    'Price Per Carat',
    'Certificate Image',
    'E-mail Display Name',
    'E-mail Type',
    'Phone 1 - Label',
    "Manager's Name",
    "Assistant's Phone",
    'Business Fax',
  ]
  t.same(byField(mapColumns(others, columns, [])), {})
})

t.test('the values break ties between names', async (t) => {
  const isShape = (value: string) => /^(round|oval|pear)$/.test(value)
  const isGrade = (value: string) => /^(ideal|good|fair)$/.test(value)
  const columns = [
    column('shape', 'enum', { synonyms: ['cut'], looksLike: isShape }),
    column('cut', 'enum', { looksLike: isGrade }),
  ]
  t.same(byField(mapColumns(['Cut'], columns, [['round'], ['oval']])), { shape: 'Cut' })
  t.same(byField(mapColumns(['Cut'], columns, [['ideal'], ['fair']])), { cut: 'Cut' })
  t.same(byField(mapColumns(['Cut'], columns, [])), { cut: 'Cut' }, 'without values the name decides')
  t.same(byField(mapColumns(['Cut'], columns, [['x9'], ['y7']])), {}, 'what is neither is left alone')
})

t.test('values that cannot be are refused whatever the name', async (t) => {
  const columns = [
    column('price', 'money'),
    column('email', 'email'),
    column('birthday', 'date'),
    column('active', 'boolean'),
  ]
  const [row] = [['on request', 'Ann', 'Leo', 'perhaps']]
  t.same(byField(mapColumns(['Price', 'Email', 'Birthday', 'Active'], columns, [row as string[]])), {})
})

t.test('a header serves one column and a column takes one header, unless it splits or repeats', async (t) => {
  const size = [
    column('measurements', 'text', { splits: true }),
    column('length', 'measure', { synonyms: ['measurements'], splits: true }),
    column('width', 'measure', { synonyms: ['measurements'], splits: true }),
  ]
  t.same(
    mapColumns(['Measurements'], size, [])
      .map((one) => one.column)
      .sort(),
    ['length', 'measurements', 'width'],
  )
  const phones = mapColumns(
    ['Home Phone', 'Mobile Phone', 'Fax'],
    [column('phone', 'phone', { repeats: true })],
    [],
  )
  t.same(
    phones.map((one) => one.column),
    ['phone', 'phone', undefined],
  )
  const once = mapColumns(['Home Phone', 'Mobile Phone'], [column('phone', 'phone')], [])
  t.equal(once.filter((one) => one.column).length, 1)
})

t.test('parts of an address come from one address, the fuller one', async (t) => {
  const headers = [
    'Home Street',
    'Home City',
    'Home Country',
    'Business Street',
    'Business City',
    'Business Country',
  ]
  const home = mapColumns(headers, PERSON, [['1 High St', 'York', '', '', 'Leeds', 'UK']])
  t.same(byField(home), { street: 'Home Street', city: 'Home City', country: 'Home Country' })
  const work = mapColumns(headers, PERSON, [['', '', '', '5 Low St', 'Leeds', 'UK']])
  t.same(byField(work), { street: 'Business Street', city: 'Business City', country: 'Business Country' })
})

t.test('a slash offers a word or divides', async (t) => {
  t.same(byField(mapColumns(['State/Province', 'Zip/Postal Code', 'Country/Region'], PERSON, [])), {
    region: 'State/Province',
    postalCode: 'Zip/Postal Code',
    country: 'Country/Region',
  })
  t.same(byField(mapColumns(['Price/Ct'], [column('price', 'money'), column('carat', 'measure')], [])), {})
})

t.test('columns without names are told by their values', async (t) => {
  const columns = [
    column('email', 'email'),
    column('shape', 'enum', { looksLike: (value) => /^(RD|OV|PS)$/.test(value) }),
    column('carat', 'measure'),
    column('price', 'money'),
  ]
  const mapped = mapColumns(['Column 1', 'Column 2', 'Column 3', 'Column 4'], columns, [
    ['RD', '1.01', 'a@b.co', '5000'],
    ['OV', '0.90', 'c@d.co', '3000'],
  ])
  t.same(byField(mapped), { shape: 'Column 1', email: 'Column 3' }, 'numbers could be anything')
  t.ok(
    mapped.every(({ confidence }) => confidence < 0.75),
    'a person should look',
  )
})

t.test('every header is answered for, with confidence and reason', async (t) => {
  const mapped = mapColumns(['First name', 'Mailing city', 'Shoe size', '_error'], PERSON, [])
  t.same(
    mapped.map(({ index, header }) => [index, header]),
    [
      [0, 'First name'],
      [1, 'Mailing city'],
      [2, 'Shoe size'],
      [3, '_error'],
    ],
  )
  t.match(mapped[0], { column: 'givenName', reason: 'also called "first name"' })
  t.match(mapped[1], { column: 'city', reason: 'similar to "city"' })
  t.match(mapped[2], { column: undefined, confidence: 0 })
  t.ok((mapped[0]?.confidence ?? 0) > (mapped[1]?.confidence ?? 1))
})

t.test('headers in other languages are known for the usual columns', async (t) => {
  t.same(
    byField(
      mapColumns(['Vorname', 'Nachname', 'E-Mail', 'Telefon', 'Straße', 'PLZ', 'Ort', 'Land'], PERSON, []),
    ),
    {
      givenName: 'Vorname',
      familyName: 'Nachname',
      email: 'E-Mail',
      phone: 'Telefon',
      street: 'Straße',
      postalCode: 'PLZ',
      city: 'Ort',
      country: 'Land',
    },
  )
  t.same(byField(mapColumns(['Prénom', 'Nom', 'Courriel', 'Ville', 'Code postal', 'Pays'], PERSON, [])), {
    givenName: 'Prénom',
    familyName: 'Nom',
    email: 'Courriel',
    city: 'Ville',
    postalCode: 'Code postal',
    country: 'Pays',
  })
})

const CONTACTS = 'contacts/csv/export-headers.json'
const EXPECTED_CONTACTS: Record<string, string[]> = {
  google_contacts_2007_2024: [
    'Given Name',
    'Family Name',
    'E-mail 1 - Value',
    'Phone 1 - Value',
    'Address 1 - Street',
    'Address 1 - City',
    'Address 1 - Region',
    'Address 1 - Postal Code',
    'Address 1 - Country',
  ],
  google_contacts_since_2024: [
    'First Name',
    'Last Name',
    'E-mail 1 - Value',
    'Phone 1 - Value',
    'Address 1 - Street',
    'Address 1 - City',
    'Address 1 - Region',
    'Address 1 - Postal Code',
    'Address 1 - Country',
  ],
  outlook_desktop_classic: [
    'First Name',
    'Last Name',
    'E-mail Address',
    'Mobile Phone',
    'Home Street',
    'Home City',
    'Home State',
    'Home Postal Code',
    'Home Country/Region',
  ],
  outlook_com_or_google_as_outlook: [
    'First Name',
    'Last Name',
    'E-mail Address',
    'Mobile Phone',
    'Home Street',
    'Home City',
    'Home State',
    'Home Postal Code',
    'Home Country',
  ],
  salesforce_contact_report: [
    'First Name',
    'Last Name',
    'Email',
    'Phone',
    'Mailing Street',
    'Mailing City',
    'Mailing State/Province',
    'Mailing Zip/Postal Code',
    'Mailing Country',
  ],
  // Its export has no address.
  hubspot_contacts: ['First Name', 'Last Name', 'Email', 'Phone Number'],
  shopify_customers: [
    'First Name',
    'Last Name',
    'Email',
    'Phone',
    'Default Address Address1',
    'Default Address City',
    'Default Address Province Code',
    'Default Address Zip',
    'Default Address Country Code',
  ],
}

t.test(
  'name, e-mail, phone and address are found in the exports of 7 of 7 systems',
  { skip: skipWithout(CONTACTS) },
  async (t) => {
    const systems = JSON.parse(sharedText(CONTACTS)) as { source_system: string; columns: string[] }[]
    t.equal(systems.length, 7)
    const fields = [
      'givenName',
      'familyName',
      'email',
      'phone',
      'street',
      'city',
      'region',
      'postalCode',
      'country',
    ]
    for (const { source_system: system, columns } of systems) {
      const found = byField(mapColumns(columns, PERSON, []))
      t.same(
        fields.flatMap((field) => found[field] ?? []),
        EXPECTED_CONTACTS[system],
        system,
      )
    }
  },
)

const SHOPIFY = 'retail/shopify/jewelery.csv'

t.test('a shop’s product export is mapped', { skip: skipWithout(SHOPIFY) }, async (t) => {
  const products = [
    column('handle'),
    column('title'),
    column('description'),
    column('supplier'),
    column('category'),
    column('tags', 'list'),
    column('sku'),
    column('quantity', 'measure'),
    column('price', 'money'),
    column('barcode'),
    column('image'),
  ]
  const source = await openRows(sharedPath(SHOPIFY))
  await source.close()
  t.same(
    byField(
      mapColumns(
        source.headers,
        products,
        source.sample.map(({ values }) => values as string[]),
      ),
    ),
    {
      handle: 'Handle',
      title: 'Title',
      description: 'Body (HTML)',
      supplier: 'Vendor',
      category: 'Type',
      tags: 'Tags',
      sku: 'Variant SKU',
      quantity: 'Variant Inventory Qty',
      price: 'Variant Price',
      barcode: 'Variant Barcode',
      image: 'Image Src',
    },
  )
})
