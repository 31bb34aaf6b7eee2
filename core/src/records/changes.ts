import { isDeepStrictEqual } from 'node:util'
import type { Model, ModelField } from '../entity/model.ts'

export type Data = Record<string, unknown>

/** The order of an object's members makes no difference: the database keeps them in an order of its own. */
function same(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true
  return typeof a === 'object' && typeof b === 'object' && isDeepStrictEqual(a, b)
}

/** Fields whose value really differs; writing the others would only make history lie. */
export function changedFields(model: Model, before: Data, changes: Data): ModelField[] {
  return model.fields.filter(({ name }) => name in changes && !same(before[name], changes[name]))
}

/** Field → [before, after] for the audit; of secrets only that they changed. */
export function diffOf(
  fields: ModelField[],
  before: Data | undefined,
  after: Data | undefined,
): Record<string, [unknown, unknown]> {
  const diff: Record<string, [unknown, unknown]> = {}
  for (const { name, facets } of fields) {
    const secret = facets.kind === 'encrypted'
    const from = before?.[name] ?? null
    const to = after?.[name] ?? null
    if (from === null && to === null) continue
    diff[name] = secret ? ['•••', '•••'] : [from, to]
  }
  return diff
}
