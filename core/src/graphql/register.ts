import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onSendHookHandler,
  preValidationHookHandler,
} from 'fastify'
import { type ExecutionResult, parse } from 'graphql'
import mercurius, { type MercuriusOptions } from 'mercurius'
import type { Kernel } from '../app/kernel.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { acceptsResponseType, formatErrors, graphqlResponseType } from './errors.ts'
import { limits, limitsRule } from './limits.ts'
import { automaticDocuments, checkDocuments, type Documents, listedDocuments } from './persisted.ts'
import { attachResolvers, type GraphqlContext } from './resolvers.ts'
import { attachScalars } from './scalars.ts'
import { buildSchema } from './schema.ts'
import { attachSubscriptions, checkSubscription, subscriptionOptions } from './subscriptions.ts'

/** The specification lets a client say `null` for "none"; mercurius' own schema does not. */
const allowNullExtensions: preValidationHookHandler = ({ body }, _, done) => {
  const request = body as { extensions?: unknown } | null
  if (request?.extensions === null) delete request.extensions
  done()
}

const answerType: onSendHookHandler = (request, reply, _, done) => {
  if (acceptsResponseType(request)) reply.type(graphqlResponseType)
  done()
}

/** Serves the schema derived from all plugins at `/graphql`, over HTTP and WebSocket. Registered once, at the end. */
export async function registerGraphql(
  app: FastifyInstance,
  kernel: Kernel,
  plugins: Plugin[],
  authenticate: Authenticate,
  documents?: Documents,
): Promise<void> {
  const schema = buildSchema(kernel.registry, plugins)
  if (documents) checkDocuments(schema, documents)
  attachScalars(schema)
  attachResolvers(schema, kernel)
  attachSubscriptions(schema, kernel, authenticate)

  async function context(request: FastifyRequest, reply: FastifyReply): Promise<GraphqlContext> {
    return {
      actor: await authenticate.actorOf(request),
      client: authenticate.client(request, reply),
      request,
    }
  }
  const options: MercuriusOptions = {
    schema,
    context,
    jit: 1,
    // Kinds checked the values when they were stored, and print them as GraphQL wants them.
    compilerOptions: { disableLeafSerialization: true },
    cache: 500,
    graphql: { parseOptions: { maxTokens: limits.tokens } },
    validationRules: [limitsRule],
    persistedQueryProvider: documents ? listedDocuments(documents) : automaticDocuments(),
    subscription: subscriptionOptions(),
    additionalRouteOptions: {
      config: { needs: 'public' },
      preValidation: allowNullExtensions,
      onSend: answerType,
    },
    errorFormatter: (
      execution: ExecutionResult,
      { request, reply }: { request?: FastifyRequest; reply?: { request: FastifyRequest } },
    ) => formatErrors(execution, request ?? reply?.request),
  } as MercuriusOptions
  await app.register(mercurius, options)
  // Mercurius reads what comes over WebSocket without limits.
  app.graphql.addHook('preSubscriptionParsing', async (_, source) => {
    parse(source, { maxTokens: limits.tokens })
  })
  app.graphql.addHook('preSubscriptionExecution', (_, document) => checkSubscription(schema, document))
}
