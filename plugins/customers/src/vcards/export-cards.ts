import type { Context } from '@bezel/core'
import { type CardProperty, cardFromCustomer, writeCard } from '../domain/index.ts'
import { readCustomers, type StoredCustomer } from '../read/customer-data.ts'
import { readPhoto } from './photo.ts'

export interface ExportOptions {
  version: '3.0' | '4.0'
  photos: boolean
}

/** Customers as the text of a .vcf file, with what their cards said besides. Notes only for those who may read them. */
export async function exportCards(
  ctx: Context,
  ids: readonly string[],
  options: ExportOptions,
): Promise<string> {
  const rests = await readRests(ctx, ids)
  const cards: string[] = []
  for (const customer of await readCustomers(ctx, ids))
    cards.push(await cardText(ctx, customer, rests.get(customer.id) ?? [], options))
  return cards.join('')
}

async function readRests(ctx: Context, ids: readonly string[]): Promise<Map<string, CardProperty[]>> {
  const rows = await ctx.db.query<{ id: string; rest: CardProperty[] }>(
    'select customer_id as id, rest from customer_cards where customer_id = any($1)',
    [ids],
  )
  return new Map(rows.map(({ id, rest }) => [id, rest]))
}

async function cardText(
  ctx: Context,
  { id, data, photoId }: StoredCustomer,
  rest: CardProperty[],
  { version, photos }: ExportOptions,
): Promise<string> {
  const { notes, ...others } = data
  const photo = photos ? await readPhoto(ctx, photoId) : undefined
  const mayReadNotes = ctx.actor.permissions.allows('customers.notes')
  const customer = { ...others, ...(notes && mayReadNotes && { notes }), ...(photo && { photo }) }
  const hasUid = rest.some(({ name }) => name === 'uid')
  const uid: CardProperty = { name: 'uid', params: {}, type: 'uri', values: [`urn:uuid:${id}`] }
  return writeCard(cardFromCustomer(customer, hasUid ? rest : [uid, ...rest]), version)
}
