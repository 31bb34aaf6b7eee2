import type { TSchema } from 'typebox'
import { pascalCase } from '../entity/names.ts'
import type { Registry } from '../entity/registry.ts'
import { isEntity, type Operation } from '../operation/operation.ts'
import { propertyLine, schemaType, type TypeCollector } from './schema-types.ts'
import { filterType, pageType } from './type-names.ts'

export interface OperationField {
  /** `query` or `mutation`. */
  root: string
  name: string
  /** `createStone(input: CreateStoneInput!): Stone!` */
  sdl: string
  /** Object types only this operation needs. */
  types: Map<string, string>
}

interface ObjectSchema {
  properties?: Record<string, TSchema>
  required?: string[]
}

function listArguments(operation: Operation): string {
  const entity = (operation.output as { page: { name: string } }).page
  return `filter: ${filterType(entity)}, sort: [String!], first: Int = 20, after: String, q: String`
}

function argumentsOf(operation: Operation, registry: Registry, types: Map<string, string>): string {
  if ('page' in operation.output) return listArguments(operation)
  const schema = typeof operation.input === 'function' ? operation.input(registry) : operation.input
  const { properties = {}, required = [] } = schema as ObjectSchema
  const collector: TypeCollector = { kind: 'input', types }
  const base = pascalCase(operation.name.replace('.', '-'))
  if (operation.graphqlInput) {
    const id = properties.id ? 'id: ID!, version: SafeInt, ' : ''
    return `${id}input: ${operation.graphqlInput}!`
  }
  const lines = Object.entries(properties).map(([name, of]) =>
    propertyLine(name, of, required.includes(name), `${base}Input`, collector),
  )
  if (operation.rest?.startsWith('DELETE ')) lines.push('version: SafeInt')
  return lines.join(', ')
}

function outputOf(operation: Operation, types: Map<string, string>): string {
  const { output } = operation
  if (isEntity(output)) return output.name
  if ('page' in output) return `${pageType(output.page as { name: string })}!`
  if ('list' in output) return `[${(output.list as { name: string }).name}!]!`
  const base = pascalCase(operation.name.replace('.', '-'))
  return schemaType(output as TSchema, `${base}Result`, { kind: 'type', types })
}

/** The GraphQL field of an operation; undefined for those without one. */
export function operationField(operation: Operation, registry: Registry): OperationField | undefined {
  if (!operation.graphql) return undefined
  const [root = '', name = ''] = operation.graphql.split(' ')
  const types = new Map<string, string>()
  const args = argumentsOf(operation, registry, types)
  const sdl = `  """${operation.summary}"""\n  ${name}${args ? `(${args})` : ''}: ${outputOf(operation, types)}`
  return { root, name, sdl, types }
}
