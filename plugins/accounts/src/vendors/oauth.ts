import { IdentityRefused } from '../ports/identity-provider.ts'

// What every vendor of OAuth 2 has in common (RFC 6749): sending the browser there, and reading what comes back.

export type Fields = Record<string, unknown>

const patienceMs = 10_000

/** An address with these parameters, beside those it has. */
export function addressWith(address: string, parameters: Record<string, string>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

const declined = ['access_denied', 'user_cancelled_login', 'user_cancelled_authorize']
const unavailable = ['server_error', 'temporarily_unavailable']

/** The code that the vendor sent the browser back with. @throws IdentityRefused where it sent none */
export function codeOf({ code, error }: Readonly<Record<string, string>>): string {
  if (code && !error) return code
  if (error && declined.includes(error)) throw new IdentityRefused('declined', 'The person did not agree.')
  if (error && unavailable.includes(error))
    throw new IdentityRefused('unavailable', `The vendor answered ${error}.`)
  throw new IdentityRefused('invalid', `The vendor sent no code (${errorName({ error })}).`)
}

/** The vendor's name for what went wrong, where it is one: its sentences may quote what was sent. */
function errorName({ error }: Fields): string {
  const { type, code } = (typeof error === 'object' && error ? error : { type: error }) as Fields
  return typeof type === 'string' && /^\w{1,60}$/.test(type)
    ? `${type}${typeof code === 'number' ? ` ${code}` : ''}`
    : 'no reason'
}

function parse(text: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : undefined
  } catch {
    return undefined
  }
}

/** What a vendor's server answers, as JSON. @throws IdentityRefused `unavailable`, or `invalid` where it refused */
export async function askVendor(ask: typeof fetch, address: string, init: RequestInit = {}): Promise<Fields> {
  const { host, pathname } = new URL(address)
  const where = `${host}${pathname}`
  const signal = AbortSignal.timeout(patienceMs)
  const [answer, text] = await ask(address, { ...init, redirect: 'error', signal })
    .then(async (answer) => [answer, await answer.text()] as const)
    .catch(({ name, cause }: Error & { cause?: Error }) => {
      throw new IdentityRefused('unavailable', `${where} did not answer (${cause?.name ?? name}).`)
    })
  const fields = parse(text)
  if (answer.ok && fields) return fields
  const isDown = answer.ok || answer.status >= 500 || answer.status === 429
  throw new IdentityRefused(
    isDown ? 'unavailable' : 'invalid',
    `${where} answered ${answer.status} (${errorName(fields ?? {})}).`,
  )
}

/** A claim that is text, and not nothing. */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
