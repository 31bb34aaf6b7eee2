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
import { attachResolvers, type GraphqlContext, type Variables } from './resolvers.ts'
import { attachScalars } from './scalars.ts'
import { buildSchema } from './schema.ts'
import { attachSubscriptions, checkSubscription, subscriptionOptions } from './subscriptions.ts'

/** The specification lets a client say `null` for "none"; mercurius' own schema does not. */
const allowNullExtensions: preValidationHookHandler = ({ body }, _, done) => {
  const request = body as { extensions?: unknown } | null
  if (request?.extensions === null) delete request.extensions
  done()
}

/**
 * Takes the variables out of the request, to be given back once mercurius is done checking them: both graphql-js and
 * the compiled query check them again as they run, and a filter has sixty fields to check.
 */
function takeVariables({ body }: FastifyRequest): Variables | undefined {
  const request = body as { variables?: Variables } | null | undefined
  const variables = request?.variables
  if (request && variables) delete request.variables
  return variables ?? undefined
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
      variables: takeVariables(request),
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
  app.graphql.addHook<GraphqlContext>('preExecution', (_schema, _document, { variables }) => {
    if (variables) return { variables }
  })
  // Mercurius reads what comes over WebSocket without limits.
  app.graphql.addHook('preSubscriptionParsing', async (_, source) => {
    parse(source, { maxTokens: limits.tokens })
  })
  app.graphql.addHook('preSubscriptionExecution', (_, document) => checkSubscription(schema, document))
}
