import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import type { Actor } from './actor.ts'

/** The one rule of what an actor may read; read, filter, sort, search, include and export all ask here. */
export function mayRead(actor: Actor, field: ModelField): boolean {
  return field.options.read === undefined || actor.permissions.allows(field.options.read)
}

/** What an actor may set in a body. */
export function mayWrite(actor: Actor, field: ModelField): boolean {
  if (field.readOnly) return false
  return (
    mayRead(actor, field) &&
    (field.options.write === undefined || actor.permissions.allows(field.options.write))
  )
}

export function readableFields(actor: Actor, model: Model): ModelField[] {
  return model.fields.filter((field) => mayRead(actor, field))
}

/** What a parent owns is part of it; other related records take the permission of their own collection. */
export function mayInclude(actor: Actor, { owned, target }: ModelRelation): boolean {
  return owned || actor.permissions.allows(target.permissions.read)
}
