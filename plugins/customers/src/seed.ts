import type { Context, RecordOf } from '@bezel/core'
import { inventDuplicates, inventOrganisations, inventPeople, type Person } from './demo/people.ts'
import { createRandom, type Random } from './demo/random.ts'
import { HAPPENINGS, NOTES, WISHES } from './demo/words.ts'
import { findBatch } from './duplicates/find.ts'
import { Consent } from './entities/consent.ts'
import { Customer } from './entities/customer.ts'
import { CustomerNote, Wish } from './entities/notes.ts'
import { CustomerRelation } from './entities/relation.ts'
import { remindBatch } from './reminders/remind.ts'
import { addToTimeline } from './timeline/add.ts'

type Stored = RecordOf<typeof Customer>

const PEOPLE = 165
const DAY_MS = 86_400_000
const COLLEAGUES = ['Mira', 'Jonathan', 'Sven']

const daysAgo = (ctx: Context, days: number) => new Date(ctx.now.getTime() - days * DAY_MS).toISOString()

/** A small jeweler's customers: invented, the same at every first start but for the days, which are around today. */
export async function demoCustomers(ctx: Context): Promise<void> {
  const random = createRandom(1750)
  const people = inventPeople(random, ctx.now, PEOPLE)
  const bodies = [
    ...people.map(({ body }) => body),
    ...inventOrganisations(random),
    ...inventDuplicates(random, people),
  ]
  const stored = await ctx.records(Customer).createMany(bodies)
  const persons = stored.slice(0, people.length)

  await ctx.records(CustomerRelation).createMany(families(people, persons))
  await ctx.records(Wish).createMany(persons.filter(() => random.chance(0.3)).map((one) => wish(random, one)))
  await ctx
    .records(CustomerNote)
    .createMany(persons.filter(() => random.chance(0.35)).map((one) => note(random, one)))
  await ctx.records(Consent).createMany(stored.flatMap((one) => consents(ctx, random, one)))
  await addToTimeline(
    ctx,
    persons.flatMap((one) => history(ctx, random, one)),
  )
  await remindBatch(ctx, undefined)
  await findBatch(ctx)
}

/** The first two of a household are married, others their children; some give, some are given to. */
function families(people: readonly Person[], stored: readonly Stored[]) {
  const relations: { customerId: string; relatedId: string; type: 'spouse' | 'child' | 'gift_giver' }[] = []
  for (const [index, { household }] of people.entries()) {
    const first = people.findIndex((one) => one.household === household)
    const [head, member] = [stored[first], stored[index]]
    if (!head || !member || index === first) continue
    const type = index === first + 1 ? 'spouse' : 'child'
    relations.push({ customerId: head.id, relatedId: member.id, type })
    if (type === 'spouse' && household % 3 === 0)
      relations.push({ customerId: member.id, relatedId: head.id, type: 'gift_giver' })
  }
  return relations
}

function wish(random: Random, { id }: Stored) {
  const [description, amount] = random.pick(WISHES)
  const occasion = random.pick(['Anniversary', 'Birthday', 'Holidays', null])
  return { customerId: id, description, occasion, price: { amount, currency: 'USD' } }
}

function note(random: Random, { id }: Stored) {
  return {
    customerId: id,
    body: random.pick(NOTES),
    author: random.pick(COLLEAGUES),
    pinned: random.chance(0.15),
  }
}

function consents(ctx: Context, random: Random, { id, email }: Stored) {
  const said = (channel: 'email' | 'sms' | 'post', state: 'given' | 'withdrawn', days: number) => ({
    customerId: id,
    channel,
    state,
    at: daysAgo(ctx, days),
    source: random.pick(['Counter', 'Website form', 'Call']),
    wording: 'I would like to hear about new pieces and events.',
    actor: random.pick(COLLEAGUES),
  })
  if (!email || random.chance(0.3)) return []
  const days = random.int(60, 900)
  return [
    said('email', 'given', days),
    ...(random.chance(0.1) ? [said('email', 'withdrawn', random.int(1, 59))] : []),
    ...(random.chance(0.4) ? [said('sms', 'given', days)] : []),
    ...(random.chance(0.2) ? [said('post', 'given', days)] : []),
  ]
}

function history(ctx: Context, random: Random, { id }: Stored) {
  return Array.from({ length: random.int(0, 3) }, () => {
    const [type, summary] = random.pick(HAPPENINGS)
    return { customerId: id, type, summary, at: daysAgo(ctx, random.int(1, 700)) }
  })
}
