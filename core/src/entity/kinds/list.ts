import Type from 'typebox'
import { type Field, type FieldOptions, field, InvalidValue } from '../field.ts'

export interface ListOptions extends FieldOptions {
  /** Most items; 100 unless told. */
  max?: number
}

/** `a; b | c` or a JSON list, which can hold any text. */
function splitCell(cell: string): string[] {
  if (cell.trimStart().startsWith('[')) {
    try {
      const items: unknown = JSON.parse(cell)
      if (Array.isArray(items)) return items.map(String)
    } catch {
      // A text that merely begins with a bracket.
    }
  }
  return cell
    .split(/[;|]/)
    .map((item) => item.trim())
    .filter(Boolean)
}

/** Items divided by semicolons, as people write them; as JSON where they would not be read back so. */
function joinItems(items: string[]): string {
  const joined = items.join('; ')
  const same = splitCell(joined)
  const isPlain = same.length === items.length && items.every((item, at) => item === same[at])
  return isPlain ? joined : JSON.stringify(items)
}

/** Several values of one kind in one field: tags, languages. Kinds with a single column only. */
export function list<Value>(of: Field<Value, boolean>, options: ListOptions = {}) {
  const max = options.max ?? 100
  const inner = of.facets
  const [column] = inner.columns
  if (!column || inner.columns.length > 1)
    throw new Error(`A list cannot hold "${inner.kind}". Use a relation instead.`)

  return field<Value[], 'list'>(
    {
      kind: 'list',
      schema: Type.Array(inner.schema, { maxItems: max }),
      columns: [{ suffix: '', type: `${column.type.split(' ')[0]}[]` }],
      toColumns: (values, context) => [values.map((value) => inner.toColumns?.(value, context)[0] ?? value)],
      fromColumns([stored], context) {
        const items = stored as unknown[]
        return inner.fromColumns
          ? items.map((item) => inner.fromColumns?.([item], context) as Value)
          : (items as Value[])
      },
      // `contains` asks whether the list holds the item.
      filters: ['contains', 'isNull'],
      toOperand: (operand, context) => [inner.toOperand(operand, context)],
      sortable: false,
      graphql: {
        output: `[${inner.graphql.output}!]`,
        input: `[${inner.graphql.input}!]`,
        filter: 'ListFilter',
      },
      fromText(cell, context) {
        const items = splitCell(cell)
        if (items.length > max) throw new InvalidValue(`must have at most ${max} items`)
        return items.map((item) => inner.fromText(item, context))
      },
      toText: (values) => joinItems(values.map((value) => inner.toText(value))),
      form: {
        items: {
          name: 'item',
          kind: inner.kind,
          label: '',
          required: true,
          writable: true,
          sortable: false,
          filters: inner.filters,
          ...inner.form,
        },
      },
    },
    options,
  )
}
