import { type Context, File, files, operation, Problem, Type } from '@bezel/core'
import { Customer } from '../entities/customer.ts'
import { cardsUnreadable, tooManyCards } from '../errors.ts'
import { CHOSEN, chosenCustomers } from '../vcards/choose.ts'
import { exportCards } from '../vcards/export-cards.ts'
import { importCards } from '../vcards/import-cards.ts'
import { body, id, maybe, version } from './inputs.ts'

const mediaTypes = ['text/vcard']
const versionOf = (asked: string | undefined) =>
  asked?.startsWith('3') ? ('3.0' as const) : ('4.0' as const)

export const importVcard = operation({
  name: 'customers.import-vcard',
  needs: 'customers.write',
  summary: 'Import the cards of a .vcf file: its text, or an uploaded file',
  input: body({
    vcard: maybe(Type.String({ minLength: 1, description: 'Text of the file; or send it as text/vcard' })),
    fileId: maybe(id),
    country: maybe(
      Type.String({ pattern: '^[A-Z]{2}$', description: 'Country of numbers written without one' }),
    ),
  }),
  output: Type.Object({
    created: Type.Integer(),
    updated: Type.Integer(),
    unchanged: Type.Integer(),
    skipped: Type.Integer(),
    failed: Type.Integer(),
    cards: Type.Array(
      Type.Object({
        line: Type.Integer(),
        status: Type.Enum(['created', 'updated', 'unchanged', 'skipped', 'failed']),
        id: Type.Optional(Type.String()),
        messages: Type.Array(Type.String()),
      }),
    ),
  }),
  rest: 'POST /customers/import-vcard',
  graphql: 'mutation importVcard',
  errors: [cardsUnreadable, tooManyCards],
  async run(ctx, { vcard, fileId, country }) {
    const source = fileId ? await openFile(ctx, fileId) : vcard
    if (!source) throw new Problem(cardsUnreadable)
    const cards = await importCards(ctx, source, country)
    const count = (status: string) => cards.filter((card) => card.status === status).length
    return {
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      skipped: count('skipped'),
      failed: count('failed'),
      cards,
    }
  },
})

async function openFile(ctx: Context, fileId: string) {
  await ctx.records(File).get(fileId)
  return (await ctx.use(files).open(fileId, 'content'))?.stream()
}

export const exportVcards = operation({
  name: 'customers.export-vcard',
  needs: 'customers.read',
  summary: 'Customers as vCards',
  input: body({ version: maybe(version), photos: maybe(Type.Boolean()), ...CHOSEN }),
  output: { file: mediaTypes },
  rest: 'GET /customers/export.vcf',
  async run(ctx, { version: asked, photos = false, ...chosen }) {
    const ids = await chosenCustomers(ctx, chosen)
    const content = await exportCards(ctx, ids, { version: versionOf(asked), photos })
    return { name: 'customers.vcf', mediaType: 'text/vcard; charset=utf-8', content }
  },
})

export const customerVcard = operation({
  name: 'customers.vcard',
  needs: 'customers.read',
  summary: 'A customer as vCard, with photo',
  input: body({ id, version: maybe(version) }),
  output: { file: mediaTypes },
  rest: 'GET /customers/:id/vcard',
  async run(ctx, { id: customerId, version: asked }) {
    const { givenName, familyName, organisation } = await ctx.records(Customer).get(customerId)
    const content = await exportCards(ctx, [customerId], { version: versionOf(asked), photos: true })
    const name = [givenName, familyName].filter(Boolean).join(' ') || organisation || 'customer'
    return { name: `${name}.vcf`, mediaType: 'text/vcard; charset=utf-8', content }
  },
})
