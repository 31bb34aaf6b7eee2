import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import { writableFields } from '../entity/to-schema.ts'
import { createInput, filterType, ownedInput, pageType, updateInput } from './type-names.ts'

/** `"""text"""` above a definition; quotes inside cannot end it. */
export function description(text: string | undefined, indent = ''): string {
  return text ? `${indent}"""${text.replace(/"/g, "'")}"""\n` : ''
}

function outputField(field: ModelField): string {
  // A field behind a permission is null for who lacks it, so it can never promise a value.
  const required = !field.optional && field.options.read === undefined
  return `${description(field.options.help, '  ')}  ${field.name}: ${field.facets.graphql.output}${required ? '!' : ''}`
}

function relationField({ name, type, target }: ModelRelation): string {
  if (type === 'one') return `  ${name}: ${target.name}`
  return `  ${name}(first: Int = 20, sort: [String!], filter: ${filterType(target)}): [${target.name}!]!`
}

function filterFields(model: Model): string[] {
  const lines = model.fields.flatMap(({ name, facets }) =>
    facets.graphql.filter ? [`  ${name}: ${facets.graphql.filter}`] : [],
  )
  return model.custom ? [...lines, '  custom: [CustomCondition!]'] : lines
}

function inputField(field: ModelField, mayBeAbsent: boolean): string {
  const required = !mayBeAbsent && !field.optional && field.options.default === undefined
  return `  ${field.name}: ${field.facets.graphql.input}${required ? '!' : ''}`
}

function ownedFields(model: Model): string[] {
  const owned = [...model.relations.values()].filter((relation) => relation.owned)
  return owned.map(({ name, target }) => `  ${name}: [${ownedInput(target)}!]`)
}

/** Entities that only the server writes have no field for an input, and GraphQL knows no empty one. */
function inputType(name: string, lines: string[]): string[] {
  return lines.length > 0 ? [`input ${name} {\n${lines.join('\n')}\n}`] : []
}

function inputTypes(model: Model, ownedVia: ModelField | undefined): string[] {
  const fields = writableFields(model)
  const lines = (mayBeAbsent: boolean) => [
    ...fields.map((field) => inputField(field, mayBeAbsent)),
    ...ownedFields(model),
  ]
  const rest = fields.filter((field) => field !== ownedVia).map((field) => inputField(field, true))
  return [
    ...inputType(createInput(model), lines(false)),
    ...inputType(updateInput(model), lines(true)),
    ...(ownedVia ? inputType(ownedInput(model), ['  id: ID', ...rest]) : []),
  ]
}

/** The types of one entity: record, page, filter and inputs. */
export function entitySdl(model: Model, models: Model[]): string {
  const ownedVia = models
    .flatMap(({ relations }) => [...relations.values()])
    .find((one) => one.owned && one.target === model)?.field
  const fields = [...model.fields.map(outputField), ...[...model.relations.values()].map(relationField)]
  return [
    `${description(model.label)}type ${model.name} {\n${fields.join('\n')}\n}`,
    `type ${pageType(model)} {\n  nodes: [${model.name}!]!\n  pageInfo: PageInfo!\n  """Exact number of matches; counted only when asked for."""\n  totalCount: SafeInt\n}`,
    `input ${filterType(model)} {\n${filterFields(model).join('\n')}\n}`,
    ...inputTypes(model, ownedVia),
  ].join('\n\n')
}
