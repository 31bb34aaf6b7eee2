import { createHash } from 'node:crypto'
import { type GraphQLSchema, parse, specifiedRules, validate } from 'graphql'
import { BootError } from '../app/boot-error.ts'
import { limits, limitsRule } from './limits.ts'

/** Hash → document, as the build tools of GraphQL clients write them. */
export type Documents = Readonly<Record<string, string>>

interface Asked {
  query?: string
  extensions?: { persistedQuery?: { version?: number; sha256Hash?: string } } | null
}

/** Memory that callers can fill is bounded: so many documents, each of at most so many characters. */
export const remembered = { documents: 500, characters: 20_000 }

function hashOf({ extensions }: Asked): string | undefined {
  const { version, sha256Hash } = extensions?.persistedQuery ?? {}
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : undefined
}

const isPersisted = ({ extensions }: Asked) => Boolean(extensions?.persistedQuery)

const answers = {
  // Clients know these words: on the first they send the text once more.
  notFoundError: 'PersistedQueryNotFound',
  notSupportedError: 'PersistedQueryNotSupported',
  mismatchError: 'The hash is not that of the query.',
}

/**
 * Automatic persisted queries: a client sends the hash of a document, and its text only when we do not know it. The
 * documents that were used last are remembered, in each process for itself, since asking again costs little.
 */
export function automaticDocuments() {
  const known = new Map<string, string>()
  return {
    ...answers,
    isPersistedQuery: (asked: Asked) => !asked.query && isPersisted(asked),
    isPersistedQueryRetry: (asked: Asked) => Boolean(asked.query) && isPersisted(asked),
    getHash: hashOf,
    getHashForQuery: (query: string) => createHash('sha256').update(query).digest('hex'),
    async getQueryFromHash(hash: string) {
      const query = known.get(hash)
      if (query === undefined) return undefined
      known.delete(hash)
      known.set(hash, query)
      return query
    },
    async saveQuery(hash: string, query: string) {
      if (query.length > remembered.characters) return
      known.set(hash, query)
      const [oldest] = known.keys()
      if (known.size > remembered.documents && oldest !== undefined) known.delete(oldest)
    },
  }
}

/** Nothing but the listed documents, by their hashes. */
export function listedDocuments(documents: Documents) {
  const known = new Map(Object.entries(documents))
  return {
    ...answers,
    notFoundError: 'This document is not listed. Add it to graphql.documents of fastify.config.ts.',
    notSupportedError:
      'Only listed documents are answered here. Send the hash of one as extensions.persistedQuery.sha256Hash.',
    isPersistedQuery: () => true,
    isPersistedQueryRetry: () => false,
    getHash: (asked: Asked) => (asked.query ? undefined : hashOf(asked)),
    getQueryFromHash: async (hash: string) => known.get(hash),
  }
}

function mistakesIn(schema: GraphQLSchema, text: string): string[] {
  try {
    const document = parse(text, { maxTokens: limits.tokens })
    return validate(schema, document, [...specifiedRules, limitsRule]).map(({ message }) => message)
  } catch (error) {
    return [(error as Error).message]
  }
}

/** @throws BootError naming every listed document that the schema, or our limits, would refuse anyway */
export function checkDocuments(schema: GraphQLSchema, documents: Documents): void {
  const problems = Object.entries(documents).flatMap(([hash, text]) =>
    mistakesIn(schema, text).map(
      (message) =>
        `The GraphQL document "${hash}" of fastify.config.ts is wrong: ${message} Correct it or leave it out.`,
    ),
  )
  if (problems.length > 0) throw new BootError(problems)
}
