import Type, { type TProperties, type TSchema } from 'typebox'
import { ruled } from '../access/ruled.ts'
import type { Model, ModelField } from './model.ts'

function nullable(schema: TSchema): TSchema {
  return Type.Union([schema, Type.Null()])
}

function fieldSchema(field: ModelField): TSchema {
  const { schema } = field.facets
  const described = field.options.help ? { ...schema, description: field.options.help } : schema
  return field.optional ? nullable(described) : described
}

/** Text that must be there must also say something. */
function requiredText(field: ModelField): TSchema {
  const schema = fieldSchema(field)
  const isText = field.facets.kind === 'text' && !field.optional
  return isText
    ? { ...schema, minLength: Math.max(1, (schema as { minLength?: number }).minLength ?? 0) }
    : schema
}

export function writableFields(model: Model): ModelField[] {
  return model.fields.filter(({ readOnly }) => !readOnly)
}

/** Bodies of the records a parent owns; the reference back is the parent's business, never in the body. */
function ownedSchemas(model: Model, forUpdate: boolean): TProperties {
  const owned = [...model.relations.values()].filter((relation) => relation.owned)
  return Object.fromEntries(
    owned.map((relation) => {
      const fields = writableFields(relation.target).filter((field) => field !== relation.field)
      const properties: TProperties = {
        ...Object.fromEntries(fields.map((field) => [field.name, bodyField(field, false)])),
        ...(forUpdate && { id: Type.Optional(Type.String({ format: 'uuid' })) }),
      }
      const body = Type.Object(properties, { additionalProperties: false })
      return [relation.name, Type.Optional(Type.Array(body, { maxItems: 200 }))]
    }),
  )
}

function bodyField(field: ModelField, forUpdate: boolean): TSchema {
  const schema = ruled(requiredText(field), field.options)
  const mayBeAbsent = forUpdate || field.optional || field.options.default !== undefined
  return mayBeAbsent ? Type.Optional(schema) : schema
}

/** Schema of a create or update body. In updates everything may be absent: absent keeps, `null` clears. */
export function bodySchema(model: Model, mode: 'create' | 'update', extra: TProperties = {}) {
  const forUpdate = mode === 'update'
  const fields = writableFields(model).map((field) => [field.name, bodyField(field, forUpdate)])
  return Type.Object(
    { ...extra, ...Object.fromEntries(fields), ...ownedSchemas(model, forUpdate) },
    { additionalProperties: false },
  )
}

/** Schema of a record in answers. Included relations are described by reference, for they may be circular. */
export function recordSchema(model: Model): TSchema {
  const fields = model.fields.map((field) => [field.name, Type.Optional(fieldSchema(field))])
  const relations = [...model.relations.values()].map(({ name, type, target }) => {
    const ref = Type.Unsafe({ $ref: `#/components/schemas/${target.name}` })
    return [name, Type.Optional(type === 'one' ? nullable(ref) : Type.Array(ref))]
  })
  return Type.Object(Object.fromEntries([...fields, ...relations]))
}
