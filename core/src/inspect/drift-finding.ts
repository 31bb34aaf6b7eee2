import type { Drift } from './drift.ts'
import type { Finding } from './finding.ts'

type Told = Omit<Finding, 'code'>

function draft({ plugin }: Drift): string {
  return `Write a migration; "bezel migrate draft ${plugin}" proposes it.`
}

type Teller = { [Kind in Drift['kind']]: (drift: Extract<Drift, { kind: Kind }>) => Told }

const tell: Teller = {
  'missing-table': (drift) => ({
    level: 'error',
    where: drift.model.table,
    message: `Entity ${drift.model.name} of plugin "${drift.plugin}" has no table.`,
    remedy: draft(drift),
  }),
  'missing-column': (drift) => ({
    level: 'error',
    where: `${drift.model.table}.${drift.column.name}`,
    message: `${drift.model.name}.${drift.column.field.name} has no column (${drift.column.declared}).`,
    remedy: draft(drift),
  }),
  'column-type': (drift) => ({
    level: 'error',
    where: `${drift.model.table}.${drift.column.name}`,
    message: `The column is ${drift.actual.type}, but ${drift.model.name}.${drift.column.field.name} is ${drift.column.type}.`,
    remedy: `Change the kind of the field, or the column. ${draft(drift)}`,
  }),
  collation: (drift) => ({
    level: 'warning',
    where: `${drift.model.table}.${drift.column.name}`,
    message: `The column sorts by "${drift.actual.collation}" and not as a dictionary does ("${drift.column.collation}").`,
    remedy: draft(drift),
  }),
  nullability: (drift) => ({
    level: 'error',
    where: `${drift.model.table}.${drift.column.name}`,
    message: drift.column.nullable
      ? `${drift.model.name}.${drift.column.field.name} is optional, but its column refuses null.`
      : `${drift.model.name}.${drift.column.field.name} is required, but its column may be null.`,
    remedy: `Change the field, or the column. ${draft(drift)}`,
  }),
  'unknown-column': ({ model, name, blocking }) =>
    blocking
      ? {
          level: 'error',
          where: `${model.table}.${name}`,
          message: `No field of ${model.name} has this column, and it takes a value: every new record is refused.`,
          remedy: 'Add the field to the entity, or let the column be null or have a default.',
        }
      : {
          level: 'note',
          where: `${model.table}.${name}`,
          message: `No field of ${model.name} has this column.`,
          remedy:
            'Nothing to do if a service keeps it for itself; otherwise add the field, or drop the column.',
        },
  'missing-unique': (drift) => ({
    level: 'error',
    where: `${drift.model.table}.${drift.column.name}`,
    message: `${drift.model.name}.${drift.column.field.name} is unique, but nothing in the table keeps two records from having the same.`,
    remedy: draft(drift),
  }),
  'missing-foreign-key': (drift) => ({
    level: 'error',
    where: `${drift.model.table}.${drift.reference.column}`,
    message: `The reference has no foreign key to ${drift.reference.target}: it could point to nothing.`,
    remedy: draft(drift),
  }),
  'reference-index': (drift) => ({
    level: 'warning',
    where: `${drift.model.table}.${drift.reference.column}`,
    message: `No index begins with this reference: lists by it, and deleting from ${drift.reference.target}, read the whole table.`,
    remedy: draft(drift),
  }),
  'search-column': (drift) => ({
    level: 'error',
    where: `${drift.model.table}.${drift.name}`,
    message: `Keyword search of ${drift.model.name} does not cover: ${drift.uncovered.map(({ name }) => name).join(', ')}.`,
    remedy: draft(drift),
  }),
  'search-index': (drift) => ({
    level: 'warning',
    where: `${drift.model.table}.${drift.name}`,
    message: `Keyword search of ${drift.model.name} has no index (gin${drift.name === 'search_text' ? ', gin_trgm_ops' : ''}) and reads the whole table.`,
    remedy: draft(drift),
  }),
  'money-check': (drift) => ({
    level: 'warning',
    where: `${drift.model.table}.${drift.field.columns.join(', ')}`,
    message: `Nothing keeps an amount without its currency, or a currency without its amount, out of ${drift.model.name}.${drift.field.name}.`,
    remedy: draft(drift),
  }),
}

/** A drift in words, with its remedy. */
export function driftFinding(drift: Drift): Finding {
  const teller = tell[drift.kind] as (drift: Drift) => Told
  return { code: drift.kind, ...teller(drift) }
}
