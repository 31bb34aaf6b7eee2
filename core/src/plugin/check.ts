import type { DeclaredPermission } from '../access/catalogue.ts'
import { neededPermissions } from '../access/needs.ts'
import { seedRoleNames } from '../access/seed-roles.ts'
import type { Registry } from '../entity/registry.ts'
import type { Operation } from '../operation/operation.ts'
import type { Plugin } from './plugin.ts'

const crudPermission = (collection: string) =>
  ['read', 'write', 'delete'].map((verb) => `${collection}.${verb}`)

/** Every permission there is: `crud`'s three per collection and the declared ones, with what they allow. */
export function declaredPermissions(plugins: Plugin[]): DeclaredPermission[] {
  const words: Record<string, string> = { read: 'See', write: 'Create and change', delete: 'Delete' }
  return plugins.flatMap(({ name: plugin, entities, permissions }) => {
    const derived = entities.flatMap(({ collection }) =>
      crudPermission(collection).map((name) => [
        name,
        `${words[name.split('.')[1] as string]} ${collection}`,
      ]),
    )
    const all: Record<string, string> = { ...Object.fromEntries(derived), ...permissions }
    return Object.entries(all).map(([name, summary]) => ({ name, summary, plugin }))
  })
}

export function collectPermissions(plugins: Plugin[]): Map<string, string> {
  return new Map(declaredPermissions(plugins).map(({ name, summary }) => [name, summary]))
}

function checkOperation(
  plugin: Plugin,
  operation: Operation,
  known: Map<string, string>,
  problems: string[],
): void {
  const where = `Operation "${operation.name}" of plugin "${plugin.name}"`
  if (!operation.needs?.length) {
    problems.push(
      `${where} states no permission. Add needs: '<noun>.<verb>', or needs: 'public' if anybody may call it.`,
    )
  }
  for (const name of neededPermissions(operation.needs ?? [])) {
    if (known.has(name)) continue
    problems.push(
      `${where} needs the permission "${name}", which nobody declares. Add it to the plugin's permissions.`,
    )
  }
  if (operation.when && !/:id(\/|$)/.test(operation.rest ?? '')) {
    problems.push(
      `${where} is allowed in some states of a record only, but names none. Write its route as "POST /cases/:id/assign".`,
    )
  }
  if (operation.rest && !/^(GET|POST|PUT|PATCH|DELETE) \/\S+$/.test(operation.rest)) {
    problems.push(`${where} has the route "${operation.rest}". Write it as "POST /cases/:id/assign".`)
  }
  if (operation.graphql && !/^(query|mutation) [a-z]\w*$/.test(operation.graphql)) {
    problems.push(`${where} has the GraphQL field "${operation.graphql}". Write it as "mutation assignCase".`)
  }
  if (!operation.rest && !operation.graphql) {
    problems.push(`${where} can be reached by nobody. Give it rest, graphql or both.`)
  }
}

/** A plugin gives what is its own, to roles that every installation starts with. */
function checkGrants(plugin: Plugin, problems: string[]): void {
  const own = declaredPermissions([plugin]).map(({ name }) => name)
  for (const [role, granted = []] of Object.entries(plugin.grants)) {
    if (!(seedRoleNames as string[]).includes(role)) {
      problems.push(
        `Plugin "${plugin.name}" grants permissions to the role "${role}", with which no installation starts. Choose among: ${seedRoleNames.join(', ')}.`,
      )
    }
    for (const permission of granted) {
      if (own.some((name) => name === permission || `${name.split('.')[0]}.*` === permission)) continue
      problems.push(
        `Plugin "${plugin.name}" grants "${permission}" to the role "${role}", but does not declare it. Grant its own permissions only.`,
      )
    }
  }
}

/** Reports a name that two parts claim. */
function checkUnique(kind: string, claims: { name: string; by: string }[], problems: string[]): void {
  const first = new Map<string, string>()
  for (const { name, by } of claims) {
    const taken = first.get(name)
    if (taken)
      problems.push(`${kind} "${name}" of plugin "${by}" is taken by plugin "${taken}". Choose another name.`)
    else first.set(name, by)
  }
}

type Claims = (of: (plugin: Plugin) => (string | undefined)[]) => { name: string; by: string }[]

/** Checks what plugins declare against each other; all problems together, each with its remedy. */
export function checkPlugins(plugins: Plugin[], registry: Registry, problems: string[]): void {
  const known = collectPermissions(plugins)
  const claims: Claims = (of) =>
    plugins.flatMap((plugin) => of(plugin).flatMap((name) => (name ? { name, by: plugin.name } : [])))
  checkUnique(
    'Entity',
    claims(({ entities }) => entities.map(({ name }) => name)),
    problems,
  )
  checkUnique(
    'Collection',
    claims(({ entities }) => entities.map(({ collection }) => collection)),
    problems,
  )
  checkUnique(
    'Operation',
    claims(({ operations }) => operations.map(({ name }) => name)),
    problems,
  )
  checkUnique(
    'Route',
    claims(({ operations }) => operations.map(({ rest }) => rest?.replace(/:\w+/g, ':'))),
    problems,
  )
  checkUnique(
    'GraphQL field',
    claims(({ operations }) => operations.map(({ graphql }) => graphql)),
    problems,
  )
  checkUnique(
    'Job',
    claims(({ jobs }) => jobs.map(({ name }) => name)),
    problems,
  )
  checkUnique(
    'Service',
    claims(({ provides }) => [provides?.name]),
    problems,
  )
  checkUnique(
    'Error code',
    claims(({ errors }) => errors.map(({ code }) => code)),
    problems,
  )
  for (const plugin of plugins) {
    for (const operation of plugin.operations) checkOperation(plugin, operation, known, problems)
    checkGrants(plugin, problems)
    for (const { target } of plugin.extends) {
      if (!registry.byName(target)) {
        problems.push(
          `Plugin "${plugin.name}" extends the entity "${target}", which no loaded plugin defines. Add its plugin to "needs" and to fastify.config.ts.`,
        )
      }
    }
  }
  for (const model of registry.models) {
    checkUnique(
      `Field of ${model.name}`,
      model.fields.map(({ name, plugin }) => ({ name, by: plugin })),
      problems,
    )
    for (const { name, options } of model.fields) {
      if (options.search && options.read) {
        problems.push(
          `${model.name}.${name} is searched but needs "${options.read}" to be read: a search would give it away. Remove search or read.`,
        )
      }
    }
  }
}
