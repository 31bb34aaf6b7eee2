import { type Context, Type } from '@bezel/core'

/** Filters of an export, as in the list of customers. */
export const CHOSEN = {
  ids: Type.Optional(Type.String({ description: 'Ids, separated by commas' })),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Words of name, e-mail or phone' })),
  type: Type.Optional(Type.Enum(['person', 'organisation'])),
  tag: Type.Optional(Type.String({ maxLength: 60 })),
  source: Type.Optional(Type.String({ maxLength: 120 })),
  updatedSince: Type.Optional(Type.String({ format: 'date-time' })),
}

export interface Chosen {
  ids?: string
  q?: string
  type?: 'person' | 'organisation'
  tag?: string
  source?: string
  updatedSince?: string
}

/** Ids of the customers that an export asks for. Those merged into others and those erased are none. */
export async function chosenCustomers(ctx: Context, chosen: Chosen): Promise<string[]> {
  const ids = chosen.ids?.split(',').filter((id) => /^[\da-f-]{36}$/i.test(id))
  const rows = await ctx.db.query<{ id: string }>(
    `select id from customers where merged_into_id is null and erased_at is null
       and ($1::uuid[] is null or id = any($1)) and ($2::text is null or search_text like '%' || bezel_core.fold($2) || '%')
       and ($3::text is null or type = $3) and ($4::text is null or $4 = any(tags)) and ($5::text is null or source = $5)
       and ($6::timestamptz is null or updated_at >= $6) order by id`,
    [
      ids ?? null,
      chosen.q?.replace(/[\\%_]/g, '\\$&') ?? null,
      chosen.type ?? null,
      chosen.tag ?? null,
      chosen.source ?? null,
      chosen.updatedSince ?? null,
    ],
  )
  return rows.map(({ id }) => id)
}
