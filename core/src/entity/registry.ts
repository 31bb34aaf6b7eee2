import { rememberColumns } from './columns.ts'
import { customColumn } from './custom.ts'
import type { Entity, EntityExtension, ManyRelation } from './entity.ts'
import type { AnyField } from './field.ts'
import { id } from './kinds/id.ts'
import { instant } from './kinds/instant.ts'
import { count } from './kinds/measure.ts'
import type { Model, ModelField, ModelRelation } from './model.ts'
import { modelField } from './model-field.ts'
import { humanize, snakeCase } from './names.ts'

export interface Declared<T> {
  plugin: string
  value: T
}

export interface Registry {
  models: Model[]
  customFields: CustomFields
  byName(name: string): Model | undefined
  byCollection(collection: string): Model | undefined
  /** The model of an entity that must be there. */
  of(entity: Pick<Entity, 'name'>): Model
}

const readOnly = { readOnly: true }

/** What every record has, before its own fields. */
const common: Record<string, AnyField> = {
  id: id(readOnly),
  version: count(readOnly),
  createdAt: instant({ ...readOnly, label: 'Created' }),
  updatedAt: instant({ ...readOnly, label: 'Updated' }),
}

function toModelField(plugin: string, declaredName: string, of: AnyField): ModelField {
  const refers = of.facets.kind === 'reference' || of.facets.kind === 'file'
  return modelField({
    name: refers ? `${declaredName}Id` : declaredName,
    columns: of.facets.columns.map(({ suffix }) => snakeCase(declaredName) + suffix),
    facets: of.facets,
    options: of.options,
    optional: of.optional,
    readOnly: of.options.readOnly ?? false,
    label: of.options.label ?? humanize(declaredName),
    plugin,
  })
}

/** Fields defined at run time, by entity name; replaced as a whole when a definition changes. */
export type CustomFields = Map<string, ModelField[]>

function toModel(
  { plugin, value: entity }: Declared<Entity>,
  extensions: Declared<EntityExtension>[],
  customFields: CustomFields,
): Model {
  const own = Object.entries({ ...common, ...entity.fields }).map(([name, of]) =>
    toModelField(plugin, name, of),
  )
  const added = extensions.flatMap(({ plugin: by, value }) =>
    Object.entries(value.fields).map(([name, of]) => toModelField(by, name, of)),
  )
  const custom = entity.custom ?? true
  const fields = [...own, ...added, ...(custom ? [toModelField(plugin, 'custom', customColumn)] : [])]
  const byName = new Map(fields.map((field) => [field.name, field]))
  const firstText = Object.entries(entity.fields).find(([, of]) => of.facets.kind === 'text')?.[0] ?? 'id'
  const prefix = entity.collection
  return {
    name: entity.name,
    plugin,
    collection: entity.collection,
    table: snakeCase(entity.collection),
    label: entity.label ?? humanize(entity.name),
    labelPlural: entity.labelPlural ?? humanize(entity.collection),
    fields,
    field: (name) => byName.get(name) ?? customFields.get(entity.name)?.find((field) => field.name === name),
    customFields: () => customFields.get(entity.name) ?? [],
    relations: new Map(),
    title: entity.title ?? [firstText],
    naturalKey: (entity.naturalKey ?? []).flatMap(
      (name) => byName.get(name) ?? byName.get(`${name}Id`) ?? [],
    ),
    scope: entity.scope ? byName.get(`${entity.scope}Id`) : undefined,
    searchable: fields.some((field) => field.options.search),
    custom,
    entity,
    permissions: { read: `${prefix}.read`, write: `${prefix}.write`, delete: `${prefix}.delete` },
    columns: rememberColumns(),
    views: new Map(),
  }
}

type Fieldlike = { target?: string }

function toOneRelations(
  model: Model,
  declared: [string, AnyField & Fieldlike][],
  find: Find,
  problems: string[],
) {
  for (const [name, of] of declared) {
    if (!of.target) continue
    const target = find(of.target)
    const field = model.field(`${name}Id`)
    if (!target) {
      problems.push(
        `${model.name}.${name} refers to "${of.target}", which no loaded plugin defines. ` +
          `Add the plugin that defines it to fastify.config.ts and to "needs", or correct the name.`,
      )
    } else if (field) {
      model.relations.set(name, { name, label: field.label, type: 'one', target, field, owned: false })
    }
  }
}

function toManyRelations(
  model: Model,
  relations: Record<string, ManyRelation>,
  find: Find,
  problems: string[],
) {
  for (const [name, relation] of Object.entries(relations)) {
    const target = find(relation.target)
    const field = target?.field(`${relation.via}Id`)
    if (!target || !field) {
      problems.push(
        `${model.name}.${name} is many("${relation.target}", { via: "${relation.via}" }), but ` +
          (target
            ? `${relation.target} has no reference "${relation.via}".`
            : 'no loaded plugin defines that entity.') +
          ' Correct the name, or add the missing plugin or field.',
      )
      continue
    }
    const label = relation.label ?? humanize(name)
    const made: ModelRelation = { name, label, type: 'many', target, field, owned: relation.owned }
    model.relations.set(name, made)
  }
}

type Find = (name: string) => Model | undefined

/** Resolves declared entities and extensions. Problems are collected, each with its remedy, for boot to report together. */
export function createRegistry(
  entities: Declared<Entity>[],
  extensions: Declared<EntityExtension>[],
  problems: string[],
): Registry {
  const customFields: CustomFields = new Map()
  const models = entities.map((declared) =>
    toModel(
      declared,
      extensions.filter(({ value }) => value.target === declared.value.name),
      customFields,
    ),
  )
  const names = new Map(models.map((model) => [model.name, model]))
  const collections = new Map(models.map((model) => [model.collection, model]))
  const find: Find = (name) => names.get(name)

  for (const [index, { value: entity }] of entities.entries()) {
    const model = models[index] as Model
    const extending = extensions.flatMap(({ value }) => (value.target === entity.name ? [value] : []))
    const added = extending.flatMap(({ fields }) => Object.entries(fields))
    toOneRelations(model, [...Object.entries(entity.fields), ...added], find, problems)
    for (const { relations } of [entity, ...extending])
      toManyRelations(model, relations ?? {}, find, problems)
  }
  return {
    models,
    customFields,
    byName: find,
    byCollection: (collection) => collections.get(collection),
    of(entity) {
      const model = find(entity.name)
      if (!model)
        throw new Error(
          `Entity "${entity.name}" belongs to no loaded plugin. Add its plugin to fastify.config.ts.`,
        )
      return model
    },
  }
}
