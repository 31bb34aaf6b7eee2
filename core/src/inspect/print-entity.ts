import { system } from '../access/actor.ts'
import { toManifest } from '../admin/to-manifest.ts'
import type { App } from '../app/create-app.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { entitySdl } from '../graphql/entity-sdl.ts'
import { collectionDocument } from '../openapi/document.ts'
import { fieldExample } from '../openapi/examples.ts'
import { expectedTable } from './expected-table.ts'
import { textTable } from './text-table.ts'

/** What derives from an entity, one printer each: the value for machines and the text for people. */
export type Facet = 'sdl' | 'columns' | 'openapi' | 'form' | 'csv'

export interface Printed {
  value: unknown
  text: string
}

type Parts = Pick<App, 'kernel' | 'plugins' | 'api'>

function asJson(value: unknown): Printed {
  return { value, text: JSON.stringify(value, null, 2) }
}

function columns(model: Model): Printed {
  const { columns: all, references, unique } = expectedTable(model)
  const value = all.map((column) => ({
    column: column.name,
    type: column.declared,
    nullable: column.nullable,
    unique: unique.includes(column),
    references: references.find((one) => one.column === column.name)?.target ?? null,
    field: column.field.name,
    kind: column.field.facets.kind,
    plugin: column.field.plugin,
  }))
  const rows = value.map((row) => [
    row.column,
    row.type,
    row.nullable ? '' : 'not null',
    row.unique ? 'unique' : '',
    row.references ?? '',
    row.field,
    row.kind,
    row.plugin,
  ])
  return {
    value,
    text: textTable([['column', 'type', '', '', 'references', 'field', 'kind', 'plugin'], ...rows]),
  }
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

function exampleCell(model: Model, field: ModelField): string {
  const value = fieldExample(model.name, field)
  return value === null || value === undefined ? '' : field.facets.toText(value)
}

/** A file to import: the heading and one believable row. */
function csv(model: Model): Printed {
  const fields = model.fields.filter(({ name, readOnly }) => !readOnly && name !== 'custom')
  const value = fields.map((field) => ({
    column: field.name,
    kind: field.facets.kind,
    required: !field.optional && field.options.default === undefined,
    example: exampleCell(model, field),
    alsoKnownAs: [field.label, ...(field.options.synonyms ?? [])],
  }))
  const lines = [value.map(({ column }) => cell(column)), value.map(({ example }) => cell(example))]
  return { value, text: lines.map((line) => line.join(',')).join('\n') }
}

function form(model: Model, { kernel, plugins }: Parts): Printed {
  const app = { name: '', version: '', currency: '', locales: [], demo: false }
  const { entities } = toManifest(system, null, { kernel, plugins, panels: [], app })
  return asJson(entities.find(({ name }) => name === model.name))
}

function sdl(model: Model, { kernel }: Parts): Printed {
  const text = entitySdl(model, kernel.registry.models)
  return { value: text, text }
}

const printers: Record<Facet, (model: Model, parts: Parts) => Printed> = {
  columns,
  csv,
  form,
  openapi: (model, { api }) => asJson(collectionDocument(api, model.collection)),
  sdl,
}

export const facets = Object.keys(printers) as Facet[]

export function isFacet(name: string): name is Facet {
  return Object.hasOwn(printers, name)
}

/** Prints one thing that derives from an entity. */
export function printEntity(parts: Parts, model: Model, facet: Facet): Printed {
  return printers[facet](model, parts)
}
