import type { Model, ModelField } from '../entity/model.ts'

/** One column as the entity wants it, in PostgreSQL's own words. */
export interface ExpectedColumn {
  name: string
  /** As `format_type` prints it: `timestamp(3) with time zone`. */
  type: string
  /** Collation by name; undefined where the type has none of ours. */
  collation: string | undefined
  /** Type as a migration writes it: `text collate "und-x-icu"`. */
  declared: string
  nullable: boolean
  field: ModelField
}

export interface ExpectedReference {
  column: string
  /** Table it points to. */
  target: string
  field: ModelField
}

/** What an entity wants of its table. */
export interface ExpectedTable {
  model: Model
  columns: ExpectedColumn[]
  references: ExpectedReference[]
  /** Columns whose values may not repeat. */
  unique: ExpectedColumn[]
  /** Fields of keyword search; the table then has `search_document` and `search_text`. */
  searched: ModelField[]
}

const printed: Record<string, string> = {
  'timestamptz(3)': 'timestamp(3) with time zone',
  int: 'integer',
}

/** Types of the columns that every record has and that no kind prints as migrations write them. */
const common: Record<string, string> = { version: 'int' }

function toColumn(field: ModelField, name: string, declared: string): ExpectedColumn {
  const [type = '', collation] = declared.split(' collate ')
  return {
    name,
    type: printed[type] ?? type,
    collation: collation?.replace(/"/g, ''),
    declared,
    nullable: field.optional,
    field,
  }
}

function columnsOf(field: ModelField): ExpectedColumn[] {
  return field.facets.columns.map(({ type }, index) => {
    const name = field.columns[index] as string
    return toColumn(field, name, common[field.name] ?? type)
  })
}

/** The table that an entity, with everything plugins add to it, asks for. */
export function expectedTable(model: Model): ExpectedTable {
  const columns = model.fields.flatMap(columnsOf)
  const references = [...model.relations.values()]
    .filter(({ type }) => type === 'one')
    .map(({ field, target }) => ({ column: field.columns[0] as string, target: target.table, field }))
  return {
    model,
    columns,
    references,
    unique: columns.filter(({ name, field }) => field.options.unique && name === field.columns[0]),
    searched: model.fields.filter(({ options }) => options.search),
  }
}
