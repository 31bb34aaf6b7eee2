import type { Actor } from '../access/actor.ts'
import { mayInclude, mayRead, readableFields } from '../access/fields.ts'
import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import { escapeClear } from '../importing/cell.ts'
import { nameField } from '../importing/reference-reader.ts'
import type { Row } from '../query/rows.ts'
import type { CellValue, WriterColumn } from '../transfer/write/types.ts'

/** One column of an exported file: what stands above it and how a record's cell comes about. */
export interface ExportColumn extends WriterColumn {
  cell(record: Row): CellValue
}

/** A reference that files name as people do: by the target's natural key instead of its id. */
export interface NamedReference {
  field: ModelField
  target: Model
  name: ModelField
}

/** What an actor gets to see of an entity in files. Secrets never leave in a file. */
export interface ExportShape {
  model: Model
  fields: ModelField[]
  custom: ModelField[]
  references: NamedReference[]
  parts: { relation: ModelRelation; fields: ModelField[] }[]
}

const first = ['id']
const last = ['version', 'createdAt', 'updatedAt']

function visible(actor: Actor, model: Model): ModelField[] {
  return readableFields(actor, model).filter(
    ({ name, facets }) => name !== 'custom' && facets.kind !== 'encrypted',
  )
}

/** The record's id stands first, what only the server sets at the end, where people do not stumble over it. */
function inOrder(fields: ModelField[]): ModelField[] {
  const named = (names: string[]) =>
    names.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  return [
    ...named(first),
    ...fields.filter(({ name }) => ![...first, ...last].includes(name)),
    ...named(last),
  ]
}

export function shapeOf(actor: Actor, model: Model): ExportShape {
  const fields = inOrder(visible(actor, model))
  const one = [...model.relations.values()].filter(
    ({ type, field }) => type === 'one' && fields.includes(field),
  )
  const owned = [...model.relations.values()].filter(
    (relation) => relation.owned && mayInclude(actor, relation),
  )
  return {
    model,
    fields,
    custom: model.customFields().filter((field) => mayRead(actor, field)),
    references: one.flatMap(({ field, target }) => {
      const name = nameField(actor, target)
      return name ? [{ field, target, name }] : []
    }),
    parts: owned.map((relation) => ({
      relation,
      fields: visible(actor, relation.target).filter(
        (field) => field !== relation.field && !last.includes(field.name),
      ),
    })),
  }
}

const workbookTypes: Partial<Record<string, WriterColumn['type']>> = {
  measure: 'number',
  boolean: 'boolean',
  date: 'date',
}

/** A value as a cell that an import reads back to the same value. */
export function cellOf({ facets, optional, options }: ModelField, value: unknown): CellValue {
  if (value === null || value === undefined) {
    // A blank cell would become the default.
    return optional && options.default !== undefined && options.default !== null ? '(empty)' : ''
  }
  if (Array.isArray(value) && value.length === 0) return optional || !isEmptyList(options.default) ? '[]' : ''
  return escapeClear(facets.toText(value))
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function textColumn(header: string, field: ModelField, pick: (record: Row) => unknown): ExportColumn {
  const type = workbookTypes[field.facets.kind]
  return { header, ...(type && { type }), cell: (record) => cellOf(field, pick(record)) }
}

/** Name of a reference in files: `store` where it holds a code, `storeId` where it holds an id. */
function headerOf({ references }: ExportShape, field: ModelField): string {
  return references.some((reference) => reference.field === field)
    ? field.name.replace(/Id$/, '')
    : field.name
}

/** Columns of CSV and workbooks: one per field, and as many groups of owned records as a record has at most. */
export function tableColumns(shape: ExportShape, most: Map<ModelRelation, number>): ExportColumn[] {
  const { fields, custom, parts } = shape
  const server = fields.filter(({ name }) => last.includes(name))
  const own = fields.filter((field) => !server.includes(field))
  return [
    ...own.map((field) => textColumn(headerOf(shape, field), field, (record) => record[field.name])),
    ...custom.map((field) =>
      textColumn(
        field.name,
        field,
        ({ custom: values }) => (values as Row | undefined)?.[field.name.slice('custom.'.length)],
      ),
    ),
    ...parts.flatMap(({ relation, fields: partFields }) =>
      Array.from({ length: most.get(relation) ?? 0 }, (_, at) =>
        partFields.map((field) =>
          textColumn(
            `${relation.name}.${at + 1}.${field.name}`,
            field,
            (record) => (record[relation.name] as Row[])[at]?.[field.name],
          ),
        ),
      ).flat(),
    ),
    ...server.map((field) => textColumn(field.name, field, (record) => record[field.name])),
  ]
}

/** Members of NDJSON objects: as REST answers them, with references by name and owned records as lists. */
export function jsonColumns(shape: ExportShape): ExportColumn[] {
  const { fields, custom, parts, model } = shape
  const plain = (header: string, cell: ExportColumn['cell']): ExportColumn => ({ header, cell })
  const own = fields.map((field) =>
    plain(headerOf(shape, field), (record) => record[field.name] as CellValue),
  )
  const names = custom.map(({ name }) => name.slice('custom.'.length))
  const customOf = (values: Row | undefined): CellValue =>
    Object.fromEntries(
      names.flatMap((name) => (values?.[name] === undefined ? [] : [[name, values[name]]])),
    ) as CellValue
  return [
    ...own,
    ...(model.custom ? [plain('custom', (record) => customOf(record.custom as Row | undefined))] : []),
    ...parts.map(({ relation, fields: partFields }) =>
      plain(
        relation.name,
        (record) =>
          (record[relation.name] as Row[]).map((part) =>
            Object.fromEntries(partFields.map(({ name }) => [name, part[name]])),
          ) as CellValue,
      ),
    ),
  ]
}
