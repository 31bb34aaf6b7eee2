import { randomUUID } from 'node:crypto'
import type { Operation } from '@bezel/core'
import type { TestApp } from '@bezel/core/testing'
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'

/** Somebody who calls operations, by cookie, key or not at all. */
export interface Caller {
  name: string
  kind: 'guest' | 'staff' | 'portal' | 'key'
  permissions: string[]
  headers: Record<string, string>
}

/** What the declarations say, read anew here: the code under test is not asked. */
export function isExpected({ needs, stepUp }: Operation, { kind, permissions }: Caller): boolean {
  if (needs === 'public') return true
  if (kind === 'guest' && (stepUp || needs === 'own-account' || needs === 'signed-in')) return false
  if (needs === 'own-account') return kind !== 'key'
  if (needs === 'signed-in') return kind !== 'portal'
  return [needs]
    .flat()
    .every((need) => ['*', need, `${need.split('.')[0]}.*`].some((name) => permissions.includes(name)))
}

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType)
  if (isListType(type)) return '[]'
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null'
  if (isInputObjectType(type)) return `{${required(Object.values(type.getFields()))}}`
  if (type.name === 'ID') return `"${randomUUID()}"`
  if (type.name === 'Boolean') return 'true'
  return ['Int', 'SafeInt', 'Float'].includes(type.name) ? '1' : '"x"'
}

function required(inputs: readonly Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>[]): string {
  return inputs
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name, type }) => `${name}: ${literal(type)}`)
    .join(', ')
}

function graphqlQuery(schema: GraphQLSchema, graphql: string): string {
  const [root = '', name = ''] = graphql.split(' ')
  const of = root === 'query' ? schema.getQueryType() : schema.getMutationType()
  const field = of?.getFields()[name]
  if (!field) throw new Error(`The schema has no ${graphql}.`)
  const args = required(field.args)
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'
  return `${root} { ${name}${args && `(${args})`}${selection} }`
}

const refusals = new Set(['UNAUTHENTICATED', 'FORBIDDEN'])

/** Whether REST refuses an operation to a caller for who that is; with nothing sensible in path and body. */
export async function refusedByRest(app: TestApp, rest: string, { headers }: Caller): Promise<boolean> {
  const [method = '', path = ''] = rest.split(' ')
  const url = `/api/v1${path.replace(/:\w+/g, () => randomUUID())}`
  const body = method === 'GET' || method === 'DELETE' ? undefined : {}
  const answer = await app.request(method, url, body, { key: null, headers })
  return refusals.has(answer.body?.code)
}

export async function refusedByGraphql(app: TestApp, graphql: string, { headers }: Caller): Promise<boolean> {
  const query = graphqlQuery(app.server.graphql.schema, graphql)
  const answer = await app.request('POST', '/graphql', { query }, { key: null, headers })
  const errors: { extensions?: { code?: string } }[] = answer.body.errors ?? []
  return errors.some(({ extensions }) => refusals.has(extensions?.code ?? ''))
}
