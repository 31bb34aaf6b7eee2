import type { ListInput } from '../query/parse-list.ts'

type Operators = Record<string, unknown>

interface ListArguments {
  filter?: Record<string, Operators | null> | null
  sort?: string[] | null
  first?: number | null
  after?: string | null
  q?: string | null
}

function conditions(field: string, operators: Operators): ListInput['filters'] {
  return Object.entries(operators).map(([operator, operand]) =>
    // `eq: null` reads naturally as "is not set".
    operand === null
      ? { field, operator: 'isNull', operand: operator !== 'ne' }
      : { field, operator, operand },
  )
}

/** GraphQL list arguments → a list's question, checked later by the entity like every other. */
export function toListInput({ filter, sort, first, after, q }: ListArguments): ListInput {
  const filters = Object.entries(filter ?? {}).flatMap(([field, of]) => {
    if (!of) return []
    if (field !== 'custom') return conditions(field, of)
    return (of as unknown as (Operators & { name: string })[]).flatMap(({ name, ...operators }) =>
      conditions(`custom.${name}`, operators),
    )
  })
  return {
    filters,
    sort: sort ?? undefined,
    limit: first ?? undefined,
    cursor: after ?? undefined,
    q: q ?? undefined,
  }
}
