import type { Model, ModelField } from '../entity/model.ts'
import { quote } from '../query/sql.ts'

export interface ShownFiles {
  field: ModelField
  /** SQL: the row `alias` shows the file of this id. */
  holds(alias: string, id: string): string
}

/** The fields of an entity that show files, one or a list of them, as SQL asks for them. */
export function shownFiles(model: Model): ShownFiles[] {
  return model.fields.flatMap((field): ShownFiles[] => {
    const { kind, form } = field.facets
    const column = quote(field.columns[0] as string)
    if (kind === 'file') return [{ field, holds: (alias, id) => `${alias}.${column} = ${id}` }]
    // Contained in, and not `= any`: only so does an index on the list help.
    if (kind === 'list' && form?.items?.kind === 'file')
      return [{ field, holds: (alias, id) => `${alias}.${column} @> array[${id}]` }]
    return []
  })
}
