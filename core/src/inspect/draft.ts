import type { Model } from '../entity/model.ts'
import { columnSql, hasDefault, moneyCheckSql } from './draft-columns.ts'
import { constraintName, sqlName } from './draft-names.ts'
import { searchColumnSql, searchIndexSql } from './draft-search.ts'
import type { Drift, SearchColumn } from './drift.ts'
import { type ExpectedReference, type ExpectedTable, expectedTable } from './expected-table.ts'

/** One step of a migration and how to undo it. */
interface Step {
  up: string
  down: string
}

export interface Draft {
  plugin: string
  /** Name for the file, without number: `rings` or `stones_origin`. */
  name: string
  /** The whole file: up, `-- down`, down. */
  sql: string
}

const searchColumns: SearchColumn[] = ['search_document', 'search_text']

function referenceIndex(table: string, { column }: ExpectedReference): Step {
  const name = sqlName(constraintName(table, column.replace(/_id$/, '')))
  return {
    up: `create index ${name} on ${sqlName(table)} (${sqlName(column)}, id);`,
    down: `drop index ${name};`,
  }
}

/** What a plugin may put into the table of its own entity; fields others add stand in their migrations. */
function ownPart(table: ExpectedTable): ExpectedTable {
  const own = ({ field }: { field: { plugin: string } }) => field.plugin === table.model.plugin
  return {
    ...table,
    columns: table.columns.filter(own),
    references: table.references.filter(own),
    searched: table.searched.filter((field) => own({ field })),
  }
}

function createTable(model: Model): Step {
  const table = ownPart(expectedTable(model))
  const money = model.fields.filter(
    ({ facets, optional, plugin }) => facets.kind === 'money' && optional && plugin === model.plugin,
  )
  const searchable = table.searched.length > 0
  const lines = [
    ...table.columns.map((column) => columnSql(table, column)),
    ...(searchable ? searchColumns.map((name) => searchColumnSql(table, name)) : []),
    ...money.map(moneyCheckSql),
  ]
  const indexes = [
    ...(searchable ? searchColumns.map((name) => searchIndexSql(model.table, name)) : []),
    ...table.references.map((reference) => referenceIndex(model.table, reference).up),
  ]
  const name = sqlName(model.table)
  return {
    up: [`create table ${name} (\n  ${lines.join(',\n  ')}\n);`, ...indexes].join('\n'),
    down: `drop table ${name};`,
  }
}

type ColumnDrift = Extract<Drift, { kind: 'missing-column' }>

/** Rows that exist have no value for a new column: a required one is filled before it may refuse null. */
function addColumn({ model, column }: ColumnDrift): Step {
  const table = expectedTable(model)
  const [tableName, name] = [sqlName(model.table), sqlName(column.name)]
  const fill = !column.nullable && !hasDefault(column)
  const steps = [
    `alter table ${tableName} add column ${columnSql(table, column, fill ? { required: false } : {})};`,
    ...(fill
      ? [
          `-- Say what rows that exist already get, or make the field optional: update ${tableName} set ${name} = …;`,
          `alter table ${tableName} alter column ${name} set not null;`,
        ]
      : []),
  ]
  const reference = table.references.find((one) => one.column === column.name)
  if (reference) steps.push(referenceIndex(model.table, reference).up)
  const isLastOfMoney =
    column.field.facets.kind === 'money' && column.nullable && column.field.columns.at(-1) === column.name
  if (isLastOfMoney) steps.push(`alter table ${tableName} add ${moneyCheckSql(column.field)};`)
  return { up: steps.join('\n'), down: `alter table ${tableName} drop column ${name};` }
}

type Stepper = { [Kind in Drift['kind']]?: (drift: Extract<Drift, { kind: Kind }>) => Step }

const steppers: Stepper = {
  'missing-table': ({ model }) => createTable(model),
  'missing-column': addColumn,
  'column-type': ({ model, column, actual }) => {
    const alter = `alter table ${sqlName(model.table)} alter column ${sqlName(column.name)} type`
    const type = column.declared.split(' ')[0]
    return {
      up: `${alter} ${column.declared} using ${sqlName(column.name)}::${type};`,
      down: `${alter} ${actual.type} using ${sqlName(column.name)}::${actual.type};`,
    }
  },
  collation: ({ model, column, actual }) => {
    const alter = `alter table ${sqlName(model.table)} alter column ${sqlName(column.name)} type`
    return {
      up: `${alter} ${column.declared};`,
      down: `${alter} ${actual.type} collate "${actual.collation}";`,
    }
  },
  nullability: ({ model, column }) => {
    const alter = `alter table ${sqlName(model.table)} alter column ${sqlName(column.name)}`
    const [now, before] = column.nullable ? ['drop', 'set'] : ['set', 'drop']
    return { up: `${alter} ${now} not null;`, down: `${alter} ${before} not null;` }
  },
  'missing-unique': ({ model, column }) => {
    const name = sqlName(constraintName(model.table, column.name, 'key'))
    const table = sqlName(model.table)
    return {
      up: `alter table ${table} add constraint ${name} unique (${sqlName(column.name)});`,
      down: `alter table ${table} drop constraint ${name};`,
    }
  },
  'missing-foreign-key': ({ model, reference }) => {
    const name = sqlName(constraintName(model.table, reference.column, 'fkey'))
    const table = sqlName(model.table)
    const key = `foreign key (${sqlName(reference.column)}) references ${sqlName(reference.target)} (id)`
    return {
      up: `alter table ${table} add constraint ${name} ${key};`,
      down: `alter table ${table} drop constraint ${name};`,
    }
  },
  'reference-index': ({ model, reference }) => referenceIndex(model.table, reference),
  'search-column': ({ model, name }) => {
    const table = sqlName(model.table)
    const up = [
      `alter table ${table} drop column if exists ${name};`,
      `alter table ${table} add column ${searchColumnSql(expectedTable(model), name)};`,
      searchIndexSql(model.table, name),
    ]
    return {
      up: up.join('\n'),
      down: `-- Write the former ${name} here, if there was one.\nalter table ${table} drop column ${name};`,
    }
  },
  'search-index': ({ model, name }) => ({
    up: searchIndexSql(model.table, name),
    down: `drop index ${sqlName(`${model.table}_${name}`)};`,
  }),
  'money-check': ({ model, field }) => {
    // Not `…_check`: PostgreSQL gives that name to the check of the amount itself.
    const name = sqlName(
      constraintName(model.table, (field.columns[0] as string).replace(/_amount$/, ''), 'pair'),
    )
    const table = sqlName(model.table)
    return {
      up: `alter table ${table} add constraint ${name} ${moneyCheckSql(field)};`,
      down: `alter table ${table} drop constraint ${name};`,
    }
  },
}

/** Tables that others refer to come first; the rest keeps its order. */
function tablesInOrder(drifts: Drift[]): Drift[] {
  const missing = drifts.filter(({ kind }) => kind === 'missing-table')
  const ordered: Drift[] = []
  function visit(drift: Drift, path: Drift[]): void {
    if (ordered.includes(drift) || path.includes(drift)) return
    const targets = expectedTable(drift.model).references.map(({ target }) => target)
    for (const other of missing) if (targets.includes(other.model.table)) visit(other, [...path, drift])
    ordered.push(drift)
  }
  for (const drift of missing) visit(drift, [])
  return [...ordered, ...drifts.filter(({ kind }) => kind !== 'missing-table')]
}

/** A search column that is made anew gets its index with it. */
function withoutRepeats(drifts: Drift[]): Drift[] {
  return drifts.filter(
    (drift) =>
      drift.kind !== 'search-index' ||
      !drifts.some(
        (other) => other.kind === 'search-column' && other.model === drift.model && other.name === drift.name,
      ),
  )
}

function nameOf(drifts: Drift[]): string {
  const tables = drifts.filter(({ kind }) => kind === 'missing-table').map(({ model }) => model.table)
  if (tables.length > 0) return tables.slice(0, 3).join('_and_')
  const columns = drifts.flatMap((drift) => (drift.kind === 'missing-column' ? [drift.column.name] : []))
  return [drifts[0]?.model.table ?? 'changes', ...columns.slice(0, 2)].join('_')
}

/** Proposes one migration per plugin for what differs; drift that only a person can settle (unknown columns) is left to them. */
export function draftMigrations(drifts: Drift[]): Draft[] {
  const plugins = [...new Set(drifts.map(({ plugin }) => plugin))]
  return plugins.flatMap((plugin) => {
    const own = tablesInOrder(withoutRepeats(drifts.filter((drift) => drift.plugin === plugin)))
    const steps = own.flatMap((drift) => {
      const step = steppers[drift.kind] as ((drift: Drift) => Step) | undefined
      return step ? [step(drift)] : []
    })
    if (steps.length === 0) return []
    const down = steps.map((step) => step.down).reverse()
    return [
      {
        plugin,
        name: nameOf(own),
        sql: `${steps.map(({ up }) => up).join('\n\n')}\n\n-- down\n${down.join('\n')}\n`,
      },
    ]
  })
}
