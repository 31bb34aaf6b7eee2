import type { ObjectionModels } from '../database/objection.ts'
import type { Kernel } from './kernel.ts'

/** Most shops never ask for a model, so Objection and knex cost neither memory nor start-up time until one does. */
export function lazyObjection(kernel: () => Kernel): () => Promise<ObjectionModels> {
  let made: Promise<ObjectionModels> | undefined
  return () => {
    made ??= import('../database/objection.ts').then(({ createObjection }) => createObjection(kernel()))
    return made
  }
}
