import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { testApp } from '@bezel/core/testing'
import t from 'tap'
import { humanize } from '../../admin-ui/src/actions/humanize.ts'
import { schemaFields } from '../../admin-ui/src/actions/schema-fields.ts'
import type { AdminManifest } from '../../admin-ui/src/entity/types.ts'
import { de } from '../../admin-ui/src/i18n/de.ts'
import { deLabels } from '../../admin-ui/src/i18n/de-labels.ts'
import { en } from '../../admin-ui/src/i18n/en.ts'
import shop from '../../fastify.config.ts'
import { labels as accounts } from '../../plugins/accounts/admin/labels.ts'
import { messages as accountMessages } from '../../plugins/accounts/admin/messages.ts'
import { de as portalDe } from '../../plugins/accounts/portal/i18n/de.ts'
import { en as portalEn } from '../../plugins/accounts/portal/i18n/en.ts'
import { labels as customers } from '../../plugins/customers/admin/labels.ts'
import { messages as customerMessages } from '../../plugins/customers/admin/messages.ts'
import { CHANNELS } from '../../plugins/customers/src/contract.ts'
import { labels as inventory } from '../../plugins/inventory/admin/labels.ts'
import { ledgerWords } from '../../plugins/inventory/admin/ledger-words.ts'
import { messages as inventoryMessages } from '../../plugins/inventory/admin/messages.ts'
import { PARCEL_MOVEMENTS } from '../../plugins/inventory/src/domain/parcel-ledger.ts'
import { PIECE_TRANSITIONS } from '../../plugins/inventory/src/domain/piece-transitions.ts'

// A person whose language is German reads German: a label without a word for it fails here.

const words: Record<string, string> = { ...deLabels, ...accounts.de, ...customers.de, ...inventory.de }

/** Codes, units and grades: `VS1`, `GIA`, `CH-1`; they read alike in every language. */
const CODE = /^[\p{Lu}\d .,+/-]+$/u

const isKnown = (collection: string, text: string): boolean =>
  CODE.test(text) || text in words || `${collection}: ${text}` in words

type Field = AdminManifest['entities'][number]['fields'][number] & { rows?: Field[] }

const textsOf = (field: Field): string[] =>
  [
    field.label,
    field.help ?? '',
    field.group ?? '',
    ...(field.options ?? []).map(({ label }) => label),
    ...(field.items ? textsOf(field.items) : []),
    ...(field.rows ?? []).flatMap(textsOf),
  ].filter(Boolean)

interface Text {
  collection: string
  text: string
}

const entityTexts = ({
  label,
  labelPlural,
  fields,
  relations,
}: AdminManifest['entities'][number]): string[] => [
  label,
  labelPlural,
  ...fields.flatMap(textsOf),
  ...relations.map((relation) => relation.label),
]

const actionTexts = ({ name, summary, input }: AdminManifest['actions'][number]): string[] => [
  summary,
  humanize((name.split('.').at(-1) ?? name).replaceAll('-', '_')),
  ...schemaFields(input, ['id', 'ids']).flatMap(textsOf),
]

/** Everything of the manifest that a person reads, by the collection it is said in. */
const textsIn = ({ nav, entities, actions }: AdminManifest): Text[] => [
  ...nav.map(({ label }) => ({ collection: '', text: label })),
  ...entities.flatMap((entity) =>
    entityTexts(entity).map((text) => ({ collection: entity.collection, text })),
  ),
  ...actions.flatMap(actionTexts).map((text) => ({ collection: '', text })),
]

t.test('every label, choice, help and button of the manifest has a German word', async (t) => {
  if (!existsSync('admin-ui/dist/index.html'))
    return t.comment('Note: the admin is not built; run npm test for this test')
  const app = await testApp({ plugins: shop.plugins, admin: { folder: resolve('admin-ui/dist') } })
  t.teardown(() => app.end())
  const { body } = await app.request('GET', '/api/v1/admin/manifest')
  const texts = textsIn(body)
  t.ok(texts.length > 500, 'the whole manifest was walked')
  const missing = texts.filter(({ collection, text }) => !isKnown(collection, text))
  t.same([...new Set(missing.map(({ collection, text }) => `${collection}: ${text}`))], [])
})

t.test('what the server offers as buttons, states and channels has a German word too', (t) => {
  const offered = [
    ...Object.values(PIECE_TRANSITIONS).map(({ label }) => label),
    ...Object.values(PIECE_TRANSITIONS).flatMap(({ from }) => from.map(humanize)),
    ...CHANNELS.map(humanize),
  ]
  t.same(
    offered.filter((text) => !isKnown('', text)),
    [],
  )
  const moved = [...Object.keys(PIECE_TRANSITIONS), ...PARCEL_MOVEMENTS, 'receive', 'change_ownership']
  t.same(
    moved.filter((type) => !(type in ledgerWords.de)),
    [],
    'the ledger too',
  )
  t.end()
})

/** The keys of a dictionary with the places for values in their texts; plural forms count as one. */
function shape(dictionary: object, path = ''): string[] {
  return Object.entries(dictionary).flatMap(([key, text]) =>
    typeof text === 'object'
      ? shape(text, `${path}${key}.`)
      : [`${path}${key}: ${[...String(text).matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort()}`],
  )
}

t.test(
  'the German texts of the shell, the panels and the portal are those of the English ones, with the same values in them',
  (t) => {
    for (const [english, german] of [
      [en, de],
      [accountMessages.en, accountMessages.de],
      [portalEn, portalDe],
      [customerMessages.en, customerMessages.de],
      [inventoryMessages.en, inventoryMessages.de],
    ] as const)
      t.same(shape(german).sort(), shape(english).sort())
    t.end()
  },
)
