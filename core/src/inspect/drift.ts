import type { Sql } from '../database/types.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { type ActualColumn, type ActualTable, readTables } from './actual-tables.ts'
import {
  type ExpectedColumn,
  type ExpectedReference,
  type ExpectedTable,
  expectedTable,
} from './expected-table.ts'

/** One way in which a table is not what its entity says. */
export type Drift = { model: Model; plugin: string } & (
  | { kind: 'missing-table' }
  | { kind: 'missing-column'; column: ExpectedColumn }
  | { kind: 'column-type'; column: ExpectedColumn; actual: ActualColumn }
  | { kind: 'collation'; column: ExpectedColumn; actual: ActualColumn }
  | { kind: 'nullability'; column: ExpectedColumn; actual: ActualColumn }
  /** A column no field has; `blocking` when every insert fails for want of a value. */
  | { kind: 'unknown-column'; name: string; blocking: boolean }
  | { kind: 'missing-unique'; column: ExpectedColumn }
  | { kind: 'missing-foreign-key'; reference: ExpectedReference }
  | { kind: 'reference-index'; reference: ExpectedReference }
  | { kind: 'search-column'; name: SearchColumn; uncovered: ModelField[] }
  | { kind: 'search-index'; name: SearchColumn }
  | { kind: 'money-check'; field: ModelField }
)

export type SearchColumn = 'search_document' | 'search_text'

const searchColumns: SearchColumn[] = ['search_document', 'search_text']

function columnDrift(table: ExpectedTable, actual: ActualTable): Drift[] {
  const { model } = table
  return table.columns.flatMap((column): Drift[] => {
    const base = { model, plugin: column.field.plugin, column }
    const found = actual.columns.get(column.name)
    if (!found) return [{ ...base, kind: 'missing-column' }]
    const drift: Drift[] = []
    if (found.type !== column.type) drift.push({ ...base, kind: 'column-type', actual: found })
    else if (column.collation && found.collation !== column.collation)
      drift.push({ ...base, kind: 'collation', actual: found })
    if (found.nullable !== column.nullable) drift.push({ ...base, kind: 'nullability', actual: found })
    return drift
  })
}

function unknownColumns({ model, columns, searched }: ExpectedTable, actual: ActualTable): Drift[] {
  const known = new Set<string>([
    ...columns.map(({ name }) => name),
    ...(searched.length > 0 ? searchColumns : []),
  ])
  return [...actual.columns.values()]
    .filter(({ name, generated }) => !known.has(name) && generated === null)
    .map(({ name, nullable, hasDefault }) => ({
      kind: 'unknown-column',
      model,
      plugin: model.plugin,
      name,
      blocking: !nullable && !hasDefault,
    }))
}

function uniqueDrift({ model, unique }: ExpectedTable, { columns, indexes }: ActualTable): Drift[] {
  const isUnique = (name: string) =>
    indexes.some(
      (index) =>
        index.unique &&
        index.columns.length === 1 &&
        (index.columns[0] === name || (index.columns[0] === null && index.definition.includes(name))),
    )
  return unique
    .filter(({ name }) => columns.has(name) && !isUnique(name))
    .map((column) => ({ kind: 'missing-unique', model, plugin: column.field.plugin, column }))
}

function referenceDrift(
  { model, references }: ExpectedTable,
  { columns, indexes, foreignKeys }: ActualTable,
): Drift[] {
  return references.flatMap((reference): Drift[] => {
    const { column, target, field } = reference
    if (!columns.has(column)) return []
    const base = { model, plugin: field.plugin, reference }
    const guarded =
      field.options.foreignKey === false ||
      foreignKeys.some((key) => key.target === target && key.columns.includes(column))
    const indexed = indexes.some((index) => index.columns[0] === column)
    return [
      ...(guarded ? [] : [{ ...base, kind: 'missing-foreign-key' } as const]),
      ...(indexed ? [] : [{ ...base, kind: 'reference-index' } as const]),
    ]
  })
}

/** Whether an expression reads a column: as a word of its own, so that `name` is not found in `surname`. */
function mentions(expression: string, column: string): boolean {
  return new RegExp(`(?<![\\w"])"?${column}"?(?![\\w"])`).test(expression)
}

function searchDrift({ model, searched }: ExpectedTable, { columns, indexes }: ActualTable): Drift[] {
  if (searched.length === 0) return []
  return searchColumns.flatMap((name): Drift[] => {
    const expression = columns.get(name)?.generated
    const uncovered = searched.filter(
      (field) => !expression || !mentions(expression, field.columns[0] as string),
    )
    const plugin = uncovered[0]?.plugin ?? model.plugin
    const isIndexed = indexes.some(
      (index) =>
        index.method === 'gin' &&
        index.columns[0] === name &&
        (name === 'search_document' || index.operatorClasses.includes('gin_trgm_ops')),
    )
    return [
      ...(uncovered.length > 0 ? [{ kind: 'search-column', model, plugin, name, uncovered } as const] : []),
      ...(isIndexed ? [] : [{ kind: 'search-index', model, plugin, name } as const]),
    ]
  })
}

/** An optional price is two columns, of which one without the other would be half a price. */
function moneyDrift({ model }: ExpectedTable, { columns, checks }: ActualTable): Drift[] {
  return model.fields
    .filter(({ facets, optional }) => facets.kind === 'money' && optional)
    .filter((field) => field.columns.every((name) => columns.has(name)))
    .filter((field) => !checks.some((check) => field.columns.every((name) => mentions(check, name))))
    .map((field) => ({ kind: 'money-check', model, plugin: field.plugin, field }))
}

function tableDrift(table: ExpectedTable, actual: ActualTable | undefined): Drift[] {
  const { model } = table
  if (!actual) {
    // What other plugins add stands in their own migrations.
    const added = table.columns.filter(({ field }) => field.plugin !== model.plugin)
    return [
      { kind: 'missing-table', model, plugin: model.plugin },
      ...added.map(
        (column) => ({ kind: 'missing-column', model, plugin: column.field.plugin, column }) as const,
      ),
    ]
  }
  const checks = [columnDrift, unknownColumns, uniqueDrift, referenceDrift, searchDrift, moneyDrift]
  return checks.flatMap((check) => check(table, actual))
}

/** Compares the tables of a database with what the entities say, column by column. */
export async function findDrift(sql: Sql, models: Model[]): Promise<Drift[]> {
  const tables = await readTables(
    sql,
    models.map(({ table }) => table),
  )
  return models.flatMap((model) => tableDrift(expectedTable(model), tables.get(model.table)))
}
