import type { App } from '../app/create-app.ts'
import type { Model } from '../entity/model.ts'
import type { ServiceToken } from '../plugin/service.ts'
import { UsageError } from './arguments.ts'

/** The collection a command is about. @throws UsageError naming those that offer the verb */
export function modelFor({ kernel }: App, collection: string, verb: 'import' | 'export'): Model {
  const offers = ({ collection: name }: Model) => kernel.operations.has(`${name}.${verb}`)
  const model = kernel.registry.byCollection(collection)
  if (model && offers(model)) return model
  const known = kernel.registry.models.filter(offers).map(({ collection: name }) => name)
  throw new UsageError(`There is no collection "${collection}" to ${verb}. Use one of: ${known.join(', ')}.`)
}

/** A service of the core that a command works with. */
export function serviceOf<T>({ kernel }: App, token: ServiceToken<T>): T {
  return kernel.services.get(token.name) as T
}
