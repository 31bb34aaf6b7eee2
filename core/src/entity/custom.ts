import type { KindContext } from './field.ts'
import { InvalidValue } from './field.ts'
import { json } from './kinds/json.ts'
import type { ModelField } from './model.ts'

/** The column that holds what shop owners add at run time. */
export const customColumn = json<Record<string, unknown>>(undefined, { label: 'Custom fields', default: {} })

const casts: Partial<Record<ModelField['facets']['kind'], string>> = {
  measure: '::numeric',
  boolean: '::boolean',
  date: '::date',
  instant: '::timestamptz',
}

/** SQL of a custom field's value inside the `custom` document, typed so that it compares like a native column. */
export function customExpression(name: string, kind: ModelField['facets']['kind']): string {
  const value = kind === 'list' ? `t.custom->'${name}'` : `t.custom->>'${name}'`
  return `(${value})${casts[kind] ?? ''}`
}

/**
 * Checks and normalises the `custom` object of a body against the defined fields. `null` clears a value.
 * @throws InvalidValue with the field's name in front
 */
export function readCustom(
  values: Record<string, unknown>,
  fields: ModelField[],
  context: KindContext,
): Record<string, unknown> {
  const known = new Map(fields.map((field) => [field.name.slice('custom.'.length), field]))
  const checked = Object.entries(values).map(([name, value]): [string, unknown] => {
    const field = known.get(name)
    if (!field)
      throw new InvalidValue(
        `"${name}" is not a defined custom field. Define it under Settings, or remove it.`,
      )
    if (value === null) return [name, null]
    try {
      return [name, field.facets.kind === 'list' ? value : field.facets.fromText(String(value), context)]
    } catch (error) {
      if (error instanceof InvalidValue) throw new InvalidValue(`"${name}" ${error.message}`)
      throw error
    }
  })
  return Object.fromEntries(checked)
}
