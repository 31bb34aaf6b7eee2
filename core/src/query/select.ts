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

const deepest = 3

function refuse(message: string): Problem {
  return new Problem(invalidQuery, { errors: [{ pointer: '/query/include', message }] })
}

/** Follows one step of a path, or finds the step as an earlier path took it. */
function step(actor: Actor, selection: Selection, name: string): SelectedRelation {
  const relation = selection.model.relations.get(name)
  if (!relation) {
    const known = [...selection.model.relations.keys()].join(', ') || 'none'
    throw refuse(`"${name}" is no relation of ${selection.model.collection}. Use one of: ${known}.`)
  }
  if (!mayInclude(actor, relation)) {
    throw new Problem(forbidden, { detail: `You may not read ${relation.target.labelPlural.toLowerCase()}.` })
  }
  const taken = selection.relations.find(({ key }) => key === name)
  if (taken) return taken
  const target = { ...fullSelection(actor, relation.target), relations: [] }
  const selected = { key: name, relation, selection: target }
  selection.relations.push(selected)
  return selected
}

function includeOne(actor: Actor, selection: Selection, path: string): void {
  const names = path.split('.')
  if (names.length > deepest)
    throw refuse(`"${path}" is ${names.length} levels deep; at most ${deepest} are allowed. Use GraphQL.`)
  let at = selection
  let lists = 0
  for (const name of names) {
    const { relation, selection: next } = step(actor, at, name)
    if (relation.type === 'many') lists += 1
    // Lists within lists of a page multiply to millions of records.
    if (lists > 1) throw refuse(`"${path}" goes from list to list. Use GraphQL, where each list has a limit.`)
    at = next
  }
}

/** `include=addresses,store.manager` → the selection with those relations. */
export function selectWithInclude(actor: Actor, model: Model, include: string | undefined): Selection {
  if (!include) return fullSelection(actor, model)
  const selection = { ...fullSelection(actor, model), relations: [] }
  for (const path of include.split(',').filter(Boolean)) includeOne(actor, selection, path)
  return selection
}
