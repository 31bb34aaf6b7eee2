import { buildASTSchema, type GraphQLSchema, parse } from 'graphql'
import { BootError } from '../app/boot-error.ts'
import type { Registry } from '../entity/registry.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { baseSdl } from './base-sdl.ts'
import { entitySdl } from './entity-sdl.ts'
import { type OperationField, operationField } from './operation-sdl.ts'

function rootType(name: string, fields: OperationField[]): string {
  const own = fields.filter(({ root }) => root === name.toLowerCase())
  return own.length > 0 ? `type ${name} {\n${own.map(({ sdl }) => sdl).join('\n')}\n}` : ''
}

/** What one plugin adds to the schema. */
interface Part {
  plugin: string
  entities: string[]
  types: Map<string, string>
  fields: OperationField[]
}

function partOf(registry: Registry, { name, operations }: Plugin): Part {
  const fields = operations.flatMap((operation) => operationField(operation, registry) ?? [])
  return {
    plugin: name,
    entities: registry.models
      .filter(({ plugin }) => plugin === name)
      .map((model) => entitySdl(model, registry.models)),
    types: new Map(fields.flatMap((field) => [...field.types])),
    fields,
  }
}

const subscription = `type Subscription {\n  """Changes of records the actor may read, of all or of some collections"""\n  recordChanged(collections: [String!]): RecordChange!\n}`

function printParts(parts: Part[]): string {
  const fields = parts.flatMap((part) => part.fields)
  const types = new Map(parts.flatMap((part) => [...part.types]))
  const texts = [
    baseSdl,
    ...parts.flatMap(({ entities }) => entities),
    ...types.values(),
    rootType('Query', fields),
    rootType('Mutation', fields),
    subscription,
  ]
  return `${texts.filter(Boolean).join('\n\n')}\n`
}

/** Prints the whole schema from entities and operations. */
export function printSdl(registry: Registry, plugins: Plugin[]): string {
  return printParts(plugins.map((plugin) => partOf(registry, plugin)))
}

/** Each plugin's part must stand on its own, so that a mistake is blamed on who made it. */
function blame(parts: Part[], error: Error): string[] {
  const problems = parts.flatMap(({ plugin, entities, types, fields }) => {
    const own = [...entities, ...types.values(), rootType('Query', fields), rootType('Mutation', fields)]
    try {
      if (own.some(Boolean)) parse(own.join('\n\n'))
      return []
    } catch (cause) {
      return [
        `Plugin "${plugin}" makes invalid GraphQL: ${(cause as Error).message} Correct the name it mentions.`,
      ]
    }
  })
  return problems.length > 0 ? problems : [`The plugins make no GraphQL schema together: ${error.message}`]
}

/** @throws BootError that names the guilty plugin where the parts are wrong or do not fit together */
export function buildSchema(registry: Registry, plugins: Plugin[]): GraphQLSchema {
  const parts = plugins.map((plugin) => partOf(registry, plugin))
  try {
    return buildASTSchema(parse(printParts(parts), { noLocation: true }))
  } catch (error) {
    throw new BootError(blame(parts, error as Error))
  }
}
