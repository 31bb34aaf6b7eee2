import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { operationTable, permissionTable } from '../access/catalogue.ts'
import { createSignIn, signIn } from '../auth/sign-in.ts'
import { createDatabase } from '../database/database.ts'
import { defaultLimits, registerOverload } from '../health/overload.ts'
import { createHttpClient } from '../http-client/http-client.ts'
import { createLive, liveService } from '../live/live.ts'
import { createInstruments } from '../metrics/instruments.ts'
import { createMetrics } from '../metrics/metrics.ts'
import type { Operation } from '../operation/operation.ts'
import { declaredPermissions } from '../plugin/check.ts'
import { createKeyring } from '../secrets/keyring.ts'
import type { Validate } from '../validation/validator.ts'
import type { Environment, Kernel } from './kernel.ts'
import { lazyObjection } from './lazy-objection.ts'
import type { AppOptions } from './options.ts'
import type { ResolvedShop } from './resolve-shop.ts'

function realEnvironment(overrides: Partial<Environment> = {}): Environment {
  return { now: () => new Date(), newId: () => v7(), createFetch: createHttpClient, ...overrides }
}

/** Checks of operations' inputs, each compiled when it is first needed: compiling all would double a cold start. */
function lazyInputs(
  operations: Map<string, Operation>,
  { registry, validator }: ResolvedShop,
): (name: string) => Validate | undefined {
  const compiled = new Map<string, Validate>()
  return (name) => {
    const known = compiled.get(name)
    const operation = operations.get(name)
    if (known || !operation) return known
    const { input } = operation
    const made = validator.compile(typeof input === 'function' ? input(registry) : input)
    compiled.set(name, made)
    return made
  }
}

/** Makes what every part of the app shares. Nothing connects yet. */
export function createKernel(options: AppOptions, shop: ResolvedShop, server: FastifyInstance): Kernel {
  const { plugins, registry, validator, direct } = shop
  const database = createDatabase({
    connection: options.connection,
    ...(options.poolSize && { max: options.poolSize }),
  })
  const load = registerOverload(server, { ...defaultLimits, ...options.limits })
  const live = createLive({ connection: direct, log: server.log })
  const operations = new Map(plugins.flatMap((plugin) => plugin.operations).map((one) => [one.name, one]))
  const kernel: Kernel = {
    database,
    registry,
    operations,
    inputOf: lazyInputs(operations, shop),
    validator,
    keyring: createKeyring(options.settings.secrets),
    services: new Map<string, unknown>([
      [liveService.name, live],
      [signIn.name, createSignIn()],
      [operationTable.name, operations],
      [permissionTable.name, declaredPermissions(plugins)],
    ]),
    jobs: new Map(plugins.flatMap((plugin) => plugin.jobs).map((job) => [job.name, job])),
    live,
    metrics: createMetrics((prometheus, registry) =>
      createInstruments(prometheus, registry, { database, live, load }),
    ),
    environment: realEnvironment(options.environment),
    dayOf: shop.dayOf,
    publicUrl: options.settings.publicUrl.replace(/\/+$/, ''),
    log: server.log,
    objection: lazyObjection(() => kernel),
    onCommit: () => {},
  }
  return kernel
}
