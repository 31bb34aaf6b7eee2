import type { Actor } from '../access/actor.ts'
import { mayInclude, mayWrite, readableFields } from '../access/fields.ts'
import { mayCall } from '../access/verbs.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Model, ModelField } from '../entity/model.ts'
import type { Operation } from '../operation/operation.ts'
import type { Plugin } from '../plugin/plugin.ts'
import type {
  ActionDescriptor,
  AdminManifest,
  EntityDescriptor,
  FieldDescriptor,
  NavEntry,
  PanelEntry,
} from './manifest.ts'

/** What the manifest tells besides what the actor may do. */
export interface ManifestSource {
  kernel: Kernel
  plugins: Plugin[]
  panels: PanelEntry[]
  app: AdminManifest['app']
}

function relationOf(model: Model, field: ModelField) {
  return [...model.relations.values()].find((relation) => relation.type === 'one' && relation.field === field)
}

function describeField(actor: Actor, model: Model, field: ModelField): FieldDescriptor {
  const { facets, options, name } = field
  const relation = relationOf(model, field)
  const writable = mayWrite(actor, field)
  return {
    name,
    kind: facets.kind,
    label: field.label,
    ...(options.help && { help: options.help }),
    ...(options.group && { group: options.group }),
    required: !field.optional && options.default === undefined && !field.readOnly,
    // Only forms ask for these two, so fields that nobody fills in go without them.
    ...(writable && field.optional && { nullable: true }),
    ...(writable && options.default !== undefined && { default: options.default }),
    writable,
    sortable: facets.sortable,
    filters: facets.filters,
    ...facets.form,
    ...(relation && { collection: relation.target.collection, relation: relation.name }),
    ...(name.startsWith('custom.') && { custom: true }),
  }
}

const isLog = (collection: string, operations: Map<string, Operation>) =>
  !['create', 'update'].some((verb) => operations.has(`${collection}.${verb}`))

function describeEntity(actor: Actor, model: Model, operations: Map<string, Operation>): EntityDescriptor {
  const { collection, entity } = model
  const may = (verb: string, permission: string) =>
    operations.has(`${collection}.${verb}`) && actor.permissions.allows(permission)
  const fields = [
    ...readableFields(actor, model).filter(({ name }) => name !== 'custom'),
    ...model.customFields(),
  ]
  const listed = entity.list?.columns ?? model.fields.slice(4, 10).map(({ name }) => name)
  return {
    name: model.name,
    collection,
    label: model.label,
    labelPlural: model.labelPlural,
    title: model.title,
    fields: fields.map((field) => describeField(actor, model, field)),
    relations: [...model.relations.values()]
      .filter((relation) => mayInclude(actor, relation))
      .map((relation) => ({
        name: relation.name,
        label: relation.label,
        type: relation.type,
        collection: relation.target.collection,
        ...(relation.type === 'many' && { via: relation.field.name, owned: relation.owned }),
      })),
    searchable: model.searchable,
    ...(isLog(collection, operations) && { log: true }),
    list: {
      columns: listed.filter((name) => fields.some((field) => field.name === name)),
      sort: entity.list?.sort ?? '-id',
    },
    can: {
      create: may('create', model.permissions.write),
      update: may('update', model.permissions.write),
      delete: may('delete', model.permissions.delete),
      import: may('import', model.permissions.write),
      export: may('export', model.permissions.read),
    },
  }
}

function describeAction(
  { name, summary, rest = '', input, admin, when }: Operation,
  kernel: Kernel,
): ActionDescriptor[] {
  if (!admin) return []
  const [method = '', path = ''] = rest.split(' ')
  const schema = typeof input === 'function' ? input(kernel.registry) : input
  const { id: _, ...properties } = (schema as { properties?: Record<string, unknown> }).properties ?? {}
  return [
    {
      name,
      summary,
      collection: admin.collection,
      on: admin.on,
      method,
      path,
      ...(Object.keys(properties).length > 0 && { input: { ...schema, properties } }),
      ...(when && { when: { field: when.field ?? 'status', in: [...when.in] } }),
      ...(admin.danger && { danger: true }),
    },
  ]
}

function navigation(actor: Actor, { kernel, plugins }: ManifestSource): NavEntry[] {
  const derived = kernel.registry.models.flatMap((model): NavEntry[] => {
    const { nav } = model.entity
    const visible =
      nav &&
      kernel.operations.has(`${model.collection}.list`) &&
      actor.permissions.allows(model.permissions.read)
    return visible ? [{ group: nav, label: model.labelPlural, to: `/${model.collection}` }] : []
  })
  const declared = plugins
    .flatMap(({ admin }) => admin?.nav ?? [])
    .filter(({ needs }) => !needs || actor.permissions.allows(needs))
  const replaced = new Set(declared.map(({ to }) => to))
  return [
    ...derived.filter(({ to }) => !replaced.has(to)),
    ...declared.map(({ group, label, to }) => ({ group, label, to })),
  ]
}

/** Everything the admin shell needs to know, narrowed to what the actor may see and do. */
export function toManifest(actor: Actor, email: string | null, source: ManifestSource): AdminManifest {
  const { kernel } = source
  const visible = kernel.registry.models.filter((model) => actor.permissions.allows(model.permissions.read))
  const actions = [...kernel.operations.values()]
    .filter((operation) => mayCall(operation, actor))
    .flatMap((operation) => describeAction(operation, kernel))
  return {
    app: source.app,
    user: { id: actor.id ?? '', name: actor.name, email, permissions: [...actor.permissions.granted] },
    nav: navigation(actor, source),
    panels: source.panels,
    entities: visible.map((model) => describeEntity(actor, model, kernel.operations)),
    actions,
  }
}
