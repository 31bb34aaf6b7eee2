import type { KindContext } from './field.ts'
import type { ModelField } from './model.ts'

type Row = Record<string, unknown>

function quote(identifier: string): string {
  return `"${identifier.replace(/"/g, '""')}"`
}

/** Output names of a field's columns: its own name, numbered where a kind has several. */
function aliasesOf({ name, columns }: Pick<ModelField, 'name' | 'columns'>): string[] {
  return columns.length === 1 ? [name] : columns.map((_, index) => `${name}:${index}`)
}

function selectOf(
  { columns, expression }: Pick<ModelField, 'columns' | 'expression'>,
  aliases: string[],
): string {
  if (expression) return `${expression} as ${quote(aliases[0] as string)}`
  return columns.map((column, index) => `t.${quote(column)} as ${quote(aliases[index] as string)}`).join(', ')
}

function readOf(
  { name, facets }: Pick<ModelField, 'name' | 'facets'>,
  aliases: string[],
): ModelField['read'] {
  const { fromColumns } = facets
  const [first = name] = aliases
  if (!fromColumns) {
    return (record, row) => {
      record[name] = row[first]
    }
  }
  return (record: Row, row: Row, context: KindContext) => {
    record[name] =
      row[first] === null
        ? null
        : fromColumns(
            aliases.map((alias) => row[alias]),
            context,
          )
  }
}

type Given = Omit<ModelField, 'aliases' | 'select' | 'main' | 'read'>

/** Completes a field with what every query needs of it, worked out once at boot instead of per request. */
export function modelField(given: Given): ModelField {
  const aliases = aliasesOf(given)
  return {
    ...given,
    aliases,
    select: selectOf(given, aliases),
    main: given.expression ?? `t.${quote(given.columns[0] as string)}`,
    read: readOf(given, aliases),
  }
}
