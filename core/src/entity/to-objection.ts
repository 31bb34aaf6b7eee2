import { type ModelClass, Model as ObjectionModel, type Pojo, type RelationMappings } from 'objection'
import type { KindContext } from './field.ts'
import type { Model, ModelField } from './model.ts'
import { camelCase } from './names.ts'

/** Column names as Objection's snake-case mapper shows them to a model: `price_amount` → `priceAmount`. */
function properties(field: ModelField): string[] {
  return field.columns.map(camelCase)
}

/** Row of the database → record: the same values as everywhere else, money as one object and measures unscaled. */
function parseRow(model: Model, row: Pojo, context: KindContext): Pojo {
  const record: Pojo = {}
  const taken = new Set<string>()
  for (const field of model.fields) {
    const names = properties(field)
    if (!names.every((name) => name in row)) continue
    const values = names.map((name) => row[name])
    const read = field.facets.fromColumns
    record[field.name] = values[0] === null || !read ? values[0] : read(values, context)
    for (const name of names) taken.add(name)
  }
  // What a query computes itself (counts, joins) passes through.
  for (const [name, value] of Object.entries(row)) if (!taken.has(name)) record[name] = value
  return record
}

/** Record → row of the database. */
function formatRow(model: Model, record: Pojo, context: KindContext): Pojo {
  const row: Pojo = {}
  for (const [name, value] of Object.entries(record)) {
    const field = model.field(name)
    const values = field && value !== null ? (field.facets.toColumns?.(value, context) ?? [value]) : undefined
    if (!field) row[name] = value
    else for (const [index, property] of properties(field).entries()) row[property] = values?.[index] ?? null
  }
  return row
}

function relationMappings(
  model: Model,
  classOf: (of: Model) => ModelClass<ObjectionModel>,
): RelationMappings {
  const entries = [...model.relations.values()].map(({ name, type, target, field }) => {
    const [own, other] = type === 'one' ? [field.columns[0], 'id'] : ['id', field.columns[0]]
    return [
      name,
      {
        relation: type === 'one' ? ObjectionModel.BelongsToOneRelation : ObjectionModel.HasManyRelation,
        modelClass: classOf(target),
        join: {
          from: `${model.table}.${camelCase(own ?? '')}`,
          to: `${target.table}.${camelCase(other ?? '')}`,
        },
      },
    ]
  })
  return Object.fromEntries(entries)
}

/**
 * The Objection model of every entity, with its relations: for a plugin's own queries that lists and records do not
 * cover. Permissions and audit are not applied here; the operation that uses it answers for that.
 */
export function objectionModels(context: KindContext): (model: Model) => ModelClass<ObjectionModel> {
  const classes = new Map<Model, ModelClass<ObjectionModel>>()

  function classOf(model: Model): ModelClass<ObjectionModel> {
    const known = classes.get(model)
    if (known) return known
    class EntityModel extends ObjectionModel {
      static override tableName = model.table
      static override get relationMappings() {
        return relationMappings(model, classOf)
      }
      override $parseDatabaseJson(row: Pojo): Pojo {
        return parseRow(model, row, context)
      }
      override $formatDatabaseJson(record: Pojo): Pojo {
        return formatRow(model, record, context)
      }
    }
    Object.defineProperty(EntityModel, 'name', { value: model.name })
    classes.set(model, EntityModel)
    return EntityModel
  }
  return classOf
}
