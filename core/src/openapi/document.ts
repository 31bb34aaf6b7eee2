import type { Registry } from '../entity/registry.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { entitySchemas } from './entity-schemas.ts'
import { introduction } from './introduction.ts'
import { entityParameters, sharedListParameters } from './list-parameters.ts'
import { type OperationDoc, operationDoc } from './operation-doc.ts'
import { problemResponses, problemSchema } from './problems.ts'
import type { DescribedRoute } from './route.ts'
import { isDescribed, routeDoc } from './route-doc.ts'
import { type Json, templated } from './schema.ts'

export interface ApiParts {
  /** Name of the shop. */
  title: string
  version: string
  registry: Registry
  plugins: Plugin[]
  /** Routes that are no operations. */
  routes: DescribedRoute[]
}

const securitySchemes: Json = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key: `Authorization: Bearer <key>`. Made in the admin under Settings or by `bezel key create`.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'bezel_session',
    description: 'The cookie of `POST /api/v1/auth/login`; over HTTPS it is called `__Host-bezel_session`.',
  },
  csrfToken: {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description: '`csrfToken` of `GET /api/v1/auth/session`; with the cookie only.',
  },
}

const ifMatch: Json = {
  name: 'If-Match',
  in: 'header',
  description:
    'The ETag of the record as it was read, or several of them; `*` for any version of a record that is there. Refused with 412 when somebody changed it since. Weak tags (`W/"3"`), as some proxies make of ours, match nothing: send `"3"`, the `version` in quotes.',
  schema: { type: 'string' },
  example: '"3"',
}

const sharedParameters: Json = {
  ...sharedListParameters,
  IfMatch: ifMatch,
  IfMatchRequired: { ...ifMatch, required: true },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'An ETag. Answers 304 while the record is still that version.',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Any text of your own. A repeated request with the same key is done once and answered alike.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
}

const headers: Json = {
  ETag: {
    description: 'Version of the record, for `If-Match` and `If-None-Match`',
    schema: { type: 'string' },
    example: '"3"',
  },
  Location: { description: 'Address of the new record', schema: { type: 'string', format: 'uri-reference' } },
}

const pageInfo: Json = {
  type: 'object',
  properties: {
    nextCursor: { type: ['string', 'null'], description: 'For the next page; null on the last.' },
    total: { type: 'integer', description: 'All matches, with `total=exact`.' },
  },
  required: ['nextCursor'],
}

function toPaths(docs: (OperationDoc & { base: string })[]): Json {
  const paths: Record<string, Json> = {}
  for (const { base, path, method, doc } of docs) {
    const address = templated(base + path)
    paths[address] = { ...paths[address], [method]: doc }
  }
  return Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b)))
}

/** One tag per collection that has operations, in the order of plugins; then the rest. */
function tags({ plugins, registry }: ApiParts, docs: OperationDoc[]): Json[] {
  const used = new Set(docs.flatMap(({ doc }) => doc.tags as string[]))
  const described = plugins.flatMap((plugin) =>
    registry.models
      .filter((model) => model.plugin === plugin.name)
      .map((model) => ({ name: model.labelPlural, description: `Of the plugin \`${plugin.name}\`.` })),
  )
  const kept = described.filter(({ name }) => used.delete(name))
  return [
    ...kept,
    ...[...used].sort().map((name) => ({ name, description: `Addresses below \`/${name.toLowerCase()}\`.` })),
  ]
}

/** Keeps only the shared parts that something refers to; a list of unused ones would be noise. */
function usedOnly(section: string, all: Json, text: string): Json {
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => text.includes(`"#/components/${section}/${name}"`)),
  )
}

/** Prints the whole API as an OpenAPI 3.1 document. It tells the shape of things and no data, so anybody may read it. */
export function openApiDocument(parts: ApiParts): Json {
  const { registry, plugins, routes } = parts
  const problems = problemResponses()
  const operations = plugins.flatMap((plugin) => plugin.operations).filter(({ rest }) => rest !== undefined)
  const docs = [
    ...operations.map((operation) => ({ base: '/api/v1', ...operationDoc(operation, registry, problems) })),
    ...routes.filter(isDescribed).map((route) => ({ base: '', ...routeDoc(route, registry, problems) })),
  ]
  const schemas = {
    Problem: problemSchema,
    PageInfo: pageInfo,
    ...Object.assign({}, ...registry.models.map(entitySchemas)),
  }
  const parameters = { ...sharedParameters, ...Object.assign({}, ...registry.models.map(entityParameters)) }
  const responses = { NotModified: { description: 'Not modified' }, ...problems.responses }
  const paths = toPaths(docs)
  const text = JSON.stringify([paths, schemas, responses])
  return {
    openapi: '3.1.0',
    info: {
      title: `${parts.title} API`,
      version: parts.version,
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: tags(parts, docs),
    paths,
    components: {
      schemas: usedOnly('schemas', schemas, text),
      parameters: usedOnly('parameters', parameters, text),
      headers: usedOnly('headers', headers, text),
      responses: usedOnly('responses', responses, text),
      examples: problems.examples,
      securitySchemes,
    },
  }
}

function pick(all: Json, names: string[]): Json {
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}

/** The part of a document that is about one collection: its addresses, filters and schemas. */
export function collectionDocument(parts: ApiParts, collection: string): Json {
  const { paths, components } = openApiDocument(parts) as { paths: Json; components: { schemas: Json } }
  const model = parts.registry.byCollection(collection)
  const own = (address: string) =>
    address === `/api/v1/${collection}` || address.startsWith(`/api/v1/${collection}/`)
  return {
    paths: Object.fromEntries(Object.entries(paths).filter(([address]) => own(address))),
    parameters: model ? entityParameters(model) : {},
    schemas: model ? pick(components.schemas, Object.keys(entitySchemas(model))) : {},
  }
}
