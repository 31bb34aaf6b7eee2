import type { Actor } from '../access/actor.ts'
import { mayInclude, readableFields } from '../access/fields.ts'
import type { Model } from '../entity/model.ts'
import { forbidden, invalidQuery } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { SelectedRelation, Selection } from './selection.ts'

/** Everything the actor may read of a record, without its relations. */
export function fullSelection(actor: Actor, model: Model): Selection {
  const { key } = actor.permissions
  const known = model.views.get(key)
  if (known) return known
  const made: Selection = { model, fields: readableFields(actor, model), relations: [] }
  model.views.set(key, made)
  return made
}

function includeOne(actor: Actor, selection: Selection, path: string[]): void {
  const [name, ...rest] = path as [string, ...string[]]
  const relation = selection.model.relations.get(name)
  if (!relation) {
    const known = [...selection.model.relations.keys()].join(', ') || 'none'
    const message = `"${name}" is no relation of ${selection.model.collection}. Use one of: ${known}.`
    throw new Problem(invalidQuery, { errors: [{ pointer: '/query/include', message }] })
  }
  if (!mayInclude(actor, relation)) {
    throw new Problem(forbidden, { detail: `You may not read ${relation.target.labelPlural.toLowerCase()}.` })
  }
  let selected: SelectedRelation | undefined = selection.relations.find(({ key }) => key === name)
  if (!selected) {
    selected = { key: name, relation, selection: { ...fullSelection(actor, relation.target), relations: [] } }
    selection.relations.push(selected)
  }
  if (rest.length > 0) includeOne(actor, selected.selection, rest)
}

/** `include=addresses,store.manager` → the selection with those relations; at most three levels deep. */
export function selectWithInclude(actor: Actor, model: Model, include: string | undefined): Selection {
  if (!include) return fullSelection(actor, model)
  const selection = { ...fullSelection(actor, model), relations: [] }
  for (const path of include.split(',').filter(Boolean)) {
    includeOne(actor, selection, path.split('.').slice(0, 3))
  }
  return selection
}
