import type { Context, Entity } from '@bezel/core'
import { foldLetters } from '@bezel/core/text'
import { CustomerAddress, CustomerEmail, CustomerPhone } from '../entities/contact-points.ts'
import { LifeEvent, Reminder } from '../entities/life-event.ts'
import { CustomerRelation } from '../entities/relation.ts'
import { RingSize } from '../entities/ring-size.ts'
import { exchange, moveSome } from './moves.ts'

type Row = Record<string, unknown> & { id: string }

/** How the parts of two customers become those of one. What says nothing new stays with the loser, for the way back. */
interface PartRule {
  entity: Entity
  /** Parts with the same key say the same. */
  key(row: Row): string
  /** Whether the loser's part says more than the winner's with the same key: then they change places. */
  better?(loser: Row, winner: Row): boolean
}

const folded = (...values: unknown[]) => values.map((value) => foldLetters(String(value ?? ''))).join(':')

const RULES: PartRule[] = [
  { entity: CustomerEmail, key: ({ address }) => String(address).toLowerCase() },
  { entity: CustomerPhone, key: ({ number }) => String(number) },
  {
    entity: CustomerAddress,
    key: ({ street, street2, city, postalCode, country }) =>
      folded(street, street2, city, postalCode, country),
  },
  {
    entity: RingSize,
    key: ({ hand, finger }) => `${hand} ${finger}`,
    // Fingers change: the size measured last fits.
    better: (loser, winner) => String(loser.measuredOn ?? '') > String(winner.measuredOn ?? ''),
  },
  {
    entity: LifeEvent,
    key: ({ type, title, month, day }) => `${type} ${folded(title)} ${month}-${day}`,
    better: (loser, winner) => winner.year === null && loser.year !== null,
  },
  { entity: Reminder, key: ({ title, dueOn }) => `${title} ${dueOn}` },
]

async function partsOf(ctx: Context, entity: Entity, customerId: string): Promise<Row[]> {
  return (await ctx.records(entity).find({ customerId } as never, { limit: 10_000 })) as unknown as Row[]
}

/** Moves what the loser's parts say besides the winner's. */
export async function mergeParts(
  ctx: Context,
  mergeId: string,
  winnerId: string,
  loserId: string,
): Promise<void> {
  for (const { entity, key, better } of RULES) {
    const table = ctx.registry.of(entity).table
    const own = new Map((await partsOf(ctx, entity, winnerId)).map((row) => [key(row), row]))
    const moved: string[] = []
    const exchanged: string[] = []
    for (const row of await partsOf(ctx, entity, loserId)) {
      const same = own.get(key(row))
      if (!same) moved.push(row.id)
      else if (better?.(row, same)) exchanged.push(row.id, same.id)
      own.set(key(row), same ?? row)
    }
    await moveSome(ctx, mergeId, { table, column: 'customer_id' }, [loserId, winnerId], moved)
    await exchange(ctx, mergeId, table, [loserId, winnerId], exchanged)
  }
  await mergeRelations(ctx, mergeId, winnerId, loserId)
}

/** Relations from and to the loser, but for those with the winner and those the winner has itself. */
async function mergeRelations(
  ctx: Context,
  mergeId: string,
  winnerId: string,
  loserId: string,
): Promise<void> {
  const table = ctx.registry.of(CustomerRelation).table
  for (const [own, other] of [
    ['customer_id', 'related_id'],
    ['related_id', 'customer_id'],
  ] as const) {
    const rows = await ctx.db.query<{ id: string }>(
      `select r.id from customer_relations r where r.${own} = $1 and r.${other} is distinct from $2
       and not exists (select from customer_relations w where w.${own} = $2 and w.type = r.type
         and w.${other} is not distinct from r.${other} and w.name is not distinct from r.name)`,
      [loserId, winnerId],
    )
    const ids = rows.map(({ id }) => id)
    await moveSome(ctx, mergeId, { table, column: own }, [loserId, winnerId], ids)
  }
}
