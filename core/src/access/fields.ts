import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import type { Actor } from './actor.ts'
import { writeRule } from './ruled.ts'

/** The one rule of what an actor may read; read, filter, sort, search, include and export all ask here. */
export function mayRead(actor: Actor, field: ModelField): boolean {
  return field.options.read === undefined || actor.permissions.allows(field.options.read)
}

/** What an actor may set in a body. */
export function mayWrite(actor: Actor, field: ModelField): boolean {
  if (field.readOnly) return false
  return writeRule(field.options).every((permission) => actor.permissions.allows(permission))
}

export function readableFields(actor: Actor, model: Model): ModelField[] {
  return model.fields.filter((field) => mayRead(actor, field))
}

/**
 * What a parent owns is part of it; other related records take the permission of their own collection. Who may not read
 * the field that links them may not follow it either: the record at its other end would tell what it holds.
 */
export function mayInclude(actor: Actor, { owned, target, field }: ModelRelation): boolean {
  return mayRead(actor, field) && (owned || actor.permissions.allows(target.permissions.read))
}
