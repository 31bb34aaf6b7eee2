import { buildASTSchema, type GraphQLSchema, parse } from 'graphql'
import type { Registry } from '../entity/registry.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { baseSdl } from './base-sdl.ts'
import { entitySdl } from './entity-sdl.ts'
import { type OperationField, operationField } from './operation-sdl.ts'

function rootType(name: string, fields: OperationField[]): string {
  const own = fields.filter(({ root }) => root === name.toLowerCase())
  return own.length > 0 ? `type ${name} {\n${own.map(({ sdl }) => sdl).join('\n')}\n}` : ''
}

/** A plugin's part must stand on its own as SDL, so that a mistake is blamed on who made it. */
function checkPart(plugin: Plugin, parts: string[], problems: string[]): void {
  try {
    if (parts.length > 0) parse(parts.join('\n\n'))
  } catch (error) {
    problems.push(
      `Plugin "${plugin.name}" makes invalid GraphQL: ${(error as Error).message} Correct the name it mentions.`,
    )
  }
}

/** Prints the whole schema from entities and operations; problems name the guilty plugin. */
export function printSdl(registry: Registry, plugins: Plugin[], problems: string[] = []): string {
  const fields: OperationField[] = []
  const types = new Map<string, string>()
  const entities: string[] = []
  for (const plugin of plugins) {
    const own = registry.models
      .filter((model) => model.plugin === plugin.name)
      .map((model) => entitySdl(model, registry.models))
    const ownFields = plugin.operations.flatMap((operation) => operationField(operation, registry) ?? [])
    for (const field of ownFields) for (const [name, sdl] of field.types) types.set(name, sdl)
    checkPart(plugin, [...own, ...ownFields.flatMap((field) => [...field.types.values()])], problems)
    entities.push(...own)
    fields.push(...ownFields)
  }
  const subscription = `type Subscription {\n  """Changes of records the actor may read, of all or of some collections"""\n  recordChanged(collections: [String!]): RecordChange!\n}`
  const parts = [
    baseSdl,
    ...entities,
    ...types.values(),
    rootType('Query', fields),
    rootType('Mutation', fields),
    subscription,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** @throws GraphQLError when the parts do not fit together */
export function buildSchema(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl))
}
