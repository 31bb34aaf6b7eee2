import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { buildConnector, RequestInfo, RequestInit } from 'undici'
import { isPublicAddress } from './public-address.ts'

export interface HttpClientOptions {
  /** Origins that may be anywhere, the own network included: those that the operator configured. */
  trusted?: readonly string[]
  /** The most bytes an answer may have. */
  maxResponseBytes?: number
  timeouts?: Partial<typeof usualTimeouts>
  /** How names are resolved. */
  resolve?: LookupFunction
}

const usualTimeouts = { connectMs: 5_000, answerMs: 20_000, idleMs: 30_000 }
const usualResponseBytes = 10 * 1024 * 1024

/** A connection was refused, because it leads into a network that is not the public internet. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(
      `"${host}" is not on the public internet. Addresses of an own network are reached only where a setting names them.`,
    )
    this.name = 'AddressRefused'
  }
}

/** Resolves a name to public addresses or not at all. What was checked is what is connected to: nothing resolves it again. */
function publicLookup(resolve: LookupFunction): LookupFunction {
  return (host, options, done) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : []
      const [first] = addresses
      if (error || !first) return done(error ?? new AddressRefused(host), '')
      if (!addresses.every(({ address }) => isPublicAddress(address)))
        return done(new AddressRefused(host), '')
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
}

const withoutBrackets = (host: string) => host.replace(/^\[|\]$/g, '')

function originOf({ protocol, hostname, port }: buildConnector.Options): string {
  const host = withoutBrackets(hostname)
  return new URL(`${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`).origin
}

async function createFetch(options: HttpClientOptions) {
  const { Agent, buildConnector, fetch } = await import('undici')
  const { trusted = [], maxResponseBytes = usualResponseBytes, resolve = lookup as LookupFunction } = options
  const { connectMs, answerMs, idleMs } = { ...usualTimeouts, ...options.timeouts }
  const anywhere = buildConnector({ timeout: connectMs })
  const publicOnly = buildConnector({ timeout: connectMs, lookup: publicLookup(resolve) })
  const agent = new Agent({
    headersTimeout: answerMs,
    bodyTimeout: idleMs,
    maxResponseSize: Number.isFinite(maxResponseBytes) ? maxResponseBytes : -1,
    // Every connection passes here, whichever request or redirect opens it.
    connect(target, done) {
      if (trusted.includes(originOf(target))) return anywhere(target, done)
      const host = withoutBrackets(target.hostname)
      // An address in numbers is not looked up.
      if (isIP(host) && !isPublicAddress(host)) return done(new AddressRefused(host), null)
      return publicOnly(target, done)
    },
  })
  return (input: RequestInfo, init?: RequestInit) => fetch(input, { ...init, dispatcher: agent })
}

/**
 * The one way out: `fetch` that reaches the public internet and the origins it is told to trust, with time-outs and a
 * limit on answers. undici is loaded when it is first called.
 */
export function createHttpClient(options: HttpClientOptions = {}): typeof fetch {
  let made: ReturnType<typeof createFetch> | undefined
  const guarded = async (input: RequestInfo, init?: RequestInit) => {
    made ??= createFetch(options)
    return (await made)(input, init)
  }
  // The types of undici's package and of the one inside Node.js are the same in all that callers use.
  return guarded as unknown as typeof fetch
}

/** The origins that settings name: whoever configures an address means it. */
export function originsIn(settings: Record<string, unknown>): string[] {
  const addresses = Object.values(settings).filter((value) => typeof value === 'string')
  return addresses
    .filter((text) => /^https?:\/\//.test(text) && URL.canParse(text))
    .map((text) => new URL(text).origin)
}
