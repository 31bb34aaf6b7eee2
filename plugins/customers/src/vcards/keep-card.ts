import { hash } from 'node:crypto'
import type { Context } from '@bezel/core'
import { foldLetters } from '@bezel/core/text'
import { type Card, type CustomerData, customerFromCard, properties, textOf } from '../domain/index.ts'
import { Customer } from '../entities/customer.ts'
import { CustomerRelation } from '../entities/relation.ts'
import { type CustomerBody, customerBody } from '../import/customer-body.ts'
import { relationTypeOf } from '../relatives/words.ts'
import { addMissing } from './add-missing.ts'
import { matchCard } from './match.ts'
import { keepPhoto } from './photo.ts'

type Data = Record<string, unknown>

/** What became of one card. */
export interface KeptCard {
  status: 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed'
  id?: string
  /** What of the card could not be read as it should, and where it went. */
  messages: string[]
}

/** Makes a customer of a card, or adds what it says to the customer it is about. Nothing known is overwritten. */
export async function keepCard(ctx: Context, card: Card, country: string | undefined): Promise<KeptCard> {
  const read = customerFromCard(card, country ? { country } : {})
  if (!read)
    return { status: 'skipped', messages: ['A card of a group, a place or a device: nobody to keep.'] }
  const { customer, rest } = read
  const body = customerBody(customer)
  if (!body.fields.givenName && !body.fields.familyName && !body.fields.organisation)
    return { status: 'skipped', messages: ['The card names nobody and says no way to reach them.'] }
  const uid = uidOf(card)
  const known = await matchCard(ctx, uid, customer)
  const id = known ?? (await create(ctx, body, customer))
  const changed = known ? await complete(ctx, known, body, customer) : true
  await ctx.db.query(
    // A UID of the card's own says more than a hash of what it once said.
    `insert into customer_cards (customer_id, uid, rest) values ($1, $2, $3)
     on conflict (customer_id) do update set rest = excluded.rest,
       uid = case when excluded.uid like 'content:%' then coalesce(customer_cards.uid, excluded.uid) else excluded.uid end`,
    [id, uid, JSON.stringify(rest)],
  )
  const status = known ? (changed ? 'updated' : 'unchanged') : 'created'
  return { status, id, messages: body.leftovers }
}

/** A card without a UID is known by all that it says, so that its file can come again. */
function uidOf(card: Card): string {
  const told = textOf(properties(card, 'uid')[0]).slice(0, 500)
  return told || `content:${hash('sha256', JSON.stringify(card))}`
}

const textOfLeftovers = ({ leftovers }: CustomerBody, notes: string | undefined) =>
  [notes ?? '', ...leftovers].filter(Boolean).join('\n').slice(0, 20_000)

async function create(ctx: Context, body: CustomerBody, customer: CustomerData): Promise<string> {
  const { emails, phones, addresses, lifeEvents } = body
  const notes = textOfLeftovers(body, customer.notes)
  const own = await ownEmail(ctx, body)
  const made = await ctx.records(Customer).create({
    ...own.fields,
    ...(notes !== '' && { notes }),
    emails: [...own.emails, ...emails],
    phones,
    addresses,
    lifeEvents,
  })
  const photoId = await keepPhoto(ctx, made.id, customer.photo)
  if (photoId) await ctx.records(Customer).update(made.id, { photoId })
  await relate(ctx, made.id, customer)
  return made.id
}

/** An address that is another customer's main one is a further one of this customer: married people share it. */
async function ownEmail(ctx: Context, { fields }: CustomerBody): Promise<{ fields: Data; emails: Data[] }> {
  const { email, ...others } = fields
  if (!email) return { fields, emails: [] }
  const taken = await ctx.db.query('select from customers where email = $1', [email])
  return taken.length > 0 ? { fields: others, emails: [{ address: email }] } : { fields, emails: [] }
}

/** People known by name only, each once. */
async function relate(ctx: Context, customerId: string, { related }: CustomerData): Promise<boolean> {
  const relations = ctx.records(CustomerRelation)
  const known = await ctx.db.query<{ name: string }>(
    `select coalesce(r.name, concat_ws(' ', o.given_name, o.family_name)) as name
     from customer_relations r left join customers o on o.id = r.related_id where r.customer_id = $1`,
    [customerId],
  )
  const names = new Set(known.map(({ name }) => foldLetters(name)))
  const fresh = related.filter(({ name }) => !names.has(foldLetters(name)))
  for (const { relation, name } of fresh) {
    const type = relationTypeOf(relation)
    const note = type === 'other' && relation !== 'other' ? relation.slice(0, 200) : null
    await relations.create({ customerId, name: name.slice(0, 200), type, note })
  }
  return fresh.length > 0
}

/** Adds what the card knows besides. @returns whether there was anything. */
async function complete(
  ctx: Context,
  id: string,
  body: CustomerBody,
  customer: CustomerData,
): Promise<boolean> {
  const before = await ctx.records(Customer).lock(id)
  const own = await ownEmail(ctx, body)
  const changes: Data = {}
  for (const [name, value] of Object.entries(own.fields)) {
    const stored = (before as Data)[name]
    if (stored === null || stored === undefined) changes[name] = value
    else if (Array.isArray(stored)) changes[name] = [...new Set([...stored, ...(value as string[])])]
  }
  delete changes.type
  const notes = textOfLeftovers(body, customer.notes)
  if (notes !== '' && !before.notes?.includes(notes))
    changes.notes = [before.notes, notes].filter(Boolean).join('\n\n').slice(0, 20_000)
  if (!before.photoId) {
    const photoId = await keepPhoto(ctx, id, customer.photo)
    if (photoId) changes.photoId = photoId
  }
  const after = await ctx.records(Customer).update(id, changes)
  const parts = await addMissing(ctx, id, body)
  const related = await relate(ctx, id, customer)
  return after.version !== before.version || parts || related
}
