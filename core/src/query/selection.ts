import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import type { ListQuery } from './list-query.ts'

/** The part of a record somebody asked for: only these columns are read, level by level. */
export interface Selection {
  model: Model
  fields: ModelField[]
  relations: SelectedRelation[]
}

export interface SelectedRelation {
  /** Name in the answer: the relation's own, or its GraphQL alias. */
  key: string
  relation: ModelRelation
  selection: Selection
  /** Filter, sort and limit of a to-many relation. */
  list?: ListQuery
}
