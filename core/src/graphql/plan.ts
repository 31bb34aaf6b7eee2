import {
  type FieldNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Actor } from '../access/actor.ts'
import { mayInclude, mayRead } from '../access/fields.ts'
import type { KindContext } from '../entity/field.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { forbidden } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { parseList } from '../query/parse-list.ts'
import type { SelectedRelation, Selection } from '../query/selection.ts'
import { toListInput } from './list-input.ts'

/** What a plan needs from a resolver's `info`. */
export type PlanInfo = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>

export interface PlanContext {
  actor: Actor
  kinds: KindContext
  info: PlanInfo
}

/** Key of a relation in a record: its alias, marked so that it can never hide a field of the same name. */
export function relationKey(node: FieldNode): string {
  return `@${node.alias?.value ?? node.name.value}`
}

function isLeftOut(node: FieldNode, { variableValues }: PlanInfo): boolean {
  return (node.directives ?? []).some(({ name, arguments: args = [] }) => {
    const [condition] = args
    if (!condition || (name.value !== 'skip' && name.value !== 'include')) return false
    return valueFromASTUntyped(condition.value, variableValues) === (name.value === 'skip')
  })
}

/** The fields of a selection set, fragments spread out, @skip and @include applied. */
export function fieldsOf(set: SelectionSetNode | undefined, info: PlanInfo): FieldNode[] {
  return (set?.selections ?? []).flatMap((node) => {
    if (node.kind === Kind.FIELD) return isLeftOut(node, info) ? [] : [node]
    const inner =
      node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : info.fragments[node.name.value]?.selectionSet
    return isLeftOut(node as unknown as FieldNode, info) ? [] : fieldsOf(inner, info)
  })
}

export function argumentsOf(node: FieldNode, info: PlanInfo): Record<string, unknown> {
  return Object.fromEntries(
    (node.arguments ?? []).map(({ name, value }) => [
      name.value,
      valueFromASTUntyped(value, info.variableValues),
    ]),
  )
}

function planRelation(context: PlanContext, model: Model, nodes: FieldNode[]): SelectedRelation {
  const [node] = nodes as [FieldNode]
  const relation = model.relations.get(node.name.value)
  if (!relation) throw new Error(`${model.name} has no field "${node.name.value}".`)
  const { target } = relation
  const { actor, kinds, info } = context
  if (!mayInclude(actor, relation)) {
    throw new Problem(forbidden, { detail: `You may not read ${target.labelPlural.toLowerCase()}.` })
  }
  const selected: SelectedRelation = {
    key: relationKey(node),
    relation,
    selection: planRecord(context, target, nodes),
  }
  if (relation.type === 'many') {
    // What a record owns stands in the order it was written.
    const defaults = { first: 20, ...(relation.owned && { sort: ['id'] }) }
    selected.list = parseList(actor, target, toListInput({ ...defaults, ...argumentsOf(node, info) }), kinds)
  }
  return selected
}

/** Nodes that answer under the same key are one field, asked for in several places. */
function byKey(nodes: FieldNode[]): FieldNode[][] {
  const groups = new Map<string, FieldNode[]>()
  for (const node of nodes) groups.set(relationKey(node), [...(groups.get(relationKey(node)) ?? []), node])
  return [...groups.values()]
}

/**
 * A GraphQL selection → the columns and relations to read, so that the whole tree costs one statement per level.
 * @throws Problem FORBIDDEN for relations to collections the actor may not read
 */
export function planRecord(context: PlanContext, model: Model, nodes: readonly FieldNode[]): Selection {
  const asked = nodes.flatMap((node) => fieldsOf(node.selectionSet, context.info))
  const fields = new Set<ModelField>()
  const related: FieldNode[] = []
  for (const node of asked) {
    const field = model.field(node.name.value)
    if (field) {
      // Null for who may not read it, the same as for a record where it is empty.
      if (mayRead(context.actor, field)) fields.add(field)
    } else if (!node.name.value.startsWith('__')) related.push(node)
  }
  return {
    model,
    fields: [...fields],
    relations: byKey(related).map((group) => planRelation(context, model, group)),
  }
}
