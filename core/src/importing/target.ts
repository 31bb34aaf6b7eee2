import type { Actor } from '../access/actor.ts'
import { mayWrite } from '../access/fields.ts'
import type { ImportHints } from '../entity/field.ts'
import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import type { ImportColumn } from '../transfer/map/import-column.ts'

/** What a column of a file can be mapped to: a field, a part of an owned record, an extra of the entity. */
export interface Target {
  /** As people write it in a mapping: `carat`, `storeId`, `custom.finish`, `addresses.1.street`, `phones`. */
  name: string
  type: 'id' | 'field' | 'custom' | 'extra' | 'part' | 'parts'
  /** How headers are compared with it; absent where only its own name will do. */
  column: ImportColumn | undefined
  /** `field`: of the entity. `part`: of the owned one. `parts`: the one a single cell fills, where there is one. */
  field: ModelField | undefined
  hints: ImportHints | undefined
  relation: ModelRelation | undefined
  /** `part`: which of the owned records, from 1. */
  ordinal: number
}

/** The fields of the entity that files may fill. */
export function importableFields(actor: Actor, model: Model): ModelField[] {
  return model.fields.filter((field) => field.name !== 'custom' && mayWrite(actor, field))
}

/** The fields of owned records that files may fill; which parent they belong to is told by the row. */
export function partFields(actor: Actor, { target, field: back }: ModelRelation): ModelField[] {
  return importableFields(actor, target).filter((field) => field !== back)
}

export function ownedRelations(model: Model): ModelRelation[] {
  return [...model.relations.values()].filter(({ owned }) => owned)
}

/** The one field without which an owned record says nothing: the number of a telephone. */
export function mainPart(actor: Actor, relation: ModelRelation): ModelField | undefined {
  const required = partFields(actor, relation).filter(
    ({ optional, options }) => !optional && options.default === undefined,
  )
  return required.length === 1 ? required[0] : undefined
}

/** `addresses` → `address`, where the entity has a field of the singular name, or else undefined. */
export function singularField(model: Model, { name }: ModelRelation): ModelField | undefined {
  return model.field(name.replace(/(e?s)$/, '')) ?? model.field(name.replace(/s$/, ''))
}
