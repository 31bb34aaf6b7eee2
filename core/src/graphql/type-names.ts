import type { Entity } from '../entity/entity.ts'
import type { Model } from '../entity/model.ts'

/** The names of everything GraphQL derives from an entity, in one place, so that printer and resolvers agree. */
export const pageType = (of: Pick<Model | Entity, 'name'>) => `${of.name}Page`
export const filterType = (of: Pick<Model | Entity, 'name'>) => `${of.name}Filter`
export const createInput = (of: Pick<Model | Entity, 'name'>) => `Create${of.name}Input`
export const updateInput = (of: Pick<Model | Entity, 'name'>) => `Update${of.name}Input`
export const ownedInput = (of: Pick<Model | Entity, 'name'>) => `Owned${of.name}Input`
