import type { Model, ModelField } from '../entity/model.ts'
import { bodySchema, writableFields } from '../entity/to-schema.ts'
import { exampleOf, fieldExample } from './examples.ts'
import { type Json, publicSchema, ref } from './schema.ts'

/** Names of an entity's schemas in the document. */
export const schemaNames = {
  record: (name: string) => name,
  page: (name: string) => `${name}Page`,
  create: (name: string) => `${name}Create`,
  update: (name: string) => `${name}Update`,
}

const customSchema: Json = {
  type: 'object',
  description: 'Fields the shop defined itself, by name. In bodies absent keeps, null clears.',
  additionalProperties: true,
}

function describe({ options, facets }: ModelField): string | undefined {
  const unit = facets.form?.unit
  const parts = [
    options.help,
    unit && `In ${unit}.`,
    options.read && `Takes the permission "${options.read}".`,
  ]
  return parts.filter(Boolean).join(' ') || undefined
}

/** Adds what people want to know of a field to the schema it validates with. */
function annotate(model: Model, field: ModelField, schema: Json): Json {
  if (field.name === 'custom') return customSchema
  const description = describe(field)
  const example = fieldExample(model.name, field)
  return {
    ...schema,
    title: field.label,
    ...(description && { description }),
    ...(field.readOnly && { readOnly: true }),
    ...(field.options.default !== undefined && { default: field.options.default }),
    ...(example !== undefined && { examples: [example] }),
  }
}

function annotateBody(model: Model, body: Json): Json {
  const properties = body.properties as Record<string, Json>
  const described = Object.entries(properties).map(([name, schema]): [string, Json] => {
    const relation = model.relations.get(name)
    if (relation?.owned)
      return [
        name,
        { ...schema, title: relation.label, items: annotateBody(relation.target, schema.items as Json) },
      ]
    const field = model.field(name)
    return [name, field ? annotate(model, field, schema) : schema]
  })
  return { ...body, properties: Object.fromEntries(described) }
}

/** A record as it is answered. What takes a permission of its own may be missing, all else is always there. */
export function recordSchema(model: Model): Json {
  const fields = model.fields.map((field): [string, Json] => {
    const { schema } = field.facets
    const shown = field.optional ? { anyOf: [schema, { type: 'null' }] } : schema
    return [field.name, annotate(model, field, publicSchema(shown))]
  })
  const relations = [...model.relations.values()].map(({ name, type, label, target }): [string, Json] => {
    const record = ref('schemas', schemaNames.record(target.name))
    const schema = type === 'one' ? { anyOf: [record, { type: 'null' }] } : { type: 'array', items: record }
    return [
      name,
      { title: label, description: `Present with \`include=${name}\`.`, readOnly: true, ...schema },
    ]
  })
  return {
    type: 'object',
    title: model.label,
    properties: Object.fromEntries([...fields, ...relations]),
    required: model.fields.filter(({ options }) => options.read === undefined).map(({ name }) => name),
  }
}

export function writeSchema(model: Model, mode: 'create' | 'update'): Json {
  return annotateBody(model, publicSchema(bodySchema(model, mode)))
}

export function pageSchema(model: Model): Json {
  return {
    type: 'object',
    title: `A page of ${model.labelPlural.toLowerCase()}`,
    properties: {
      data: { type: 'array', items: ref('schemas', schemaNames.record(model.name)) },
      page: ref('schemas', 'PageInfo'),
    },
    required: ['data', 'page'],
  }
}

/** References are left out unless they are required: an invented id refers to nothing. */
function worthShowing(field: ModelField): boolean {
  const { kind, form } = field.facets
  // Of a list, what it lists.
  const refers = ['reference', 'file', 'id', 'json', 'encrypted'].includes(form?.items?.kind ?? kind)
  const needed =
    !(field.optional || field.options.default !== undefined) || field.options.example !== undefined
  return needed || !refers
}

/** A believable body that the server accepts once its references exist. */
export function createExample(model: Model): Json {
  const shown = writableFields(model).filter((field) => field.name !== 'custom' && worthShowing(field))
  return Object.fromEntries(
    shown.map((field) => [
      field.name,
      fieldExample(model.name, field) ?? exampleOf(model.name, field.name, publicSchema(field.facets.schema)),
    ]),
  )
}

/** A believable change: the first few optional fields. */
export function updateExample(model: Model): Json {
  return Object.fromEntries(Object.entries(createExample(model)).slice(0, 2))
}

/** Every schema of an entity, by its name in the document. */
export function entitySchemas(model: Model): Record<string, Json> {
  return {
    [schemaNames.record(model.name)]: recordSchema(model),
    [schemaNames.page(model.name)]: pageSchema(model),
    [schemaNames.create(model.name)]: writeSchema(model, 'create'),
    [schemaNames.update(model.name)]: writeSchema(model, 'update'),
  }
}
