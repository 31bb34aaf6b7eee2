import type { Api } from '@bezel/admin-ui/kit'
import { Cancelled } from '../app/portal.ts'

interface Asked {
  ticket: string
  options: never
}

/** What the library throws when the person, or the browser, ended it. */
const isEnded = (error: unknown): boolean =>
  error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)

async function ended<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw isEnded(error) ? new Cancelled() : error
  }
}

/** Asks the browser for a passkey of this shop. @returns what proves it. @throws Cancelled */
export async function provePasskey(api: Api): Promise<{ ticket: string; response: unknown }> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { ticket, options } = await api.send<Asked>('/account/passkeys/ask', {
    method: 'POST',
    body: {},
    anonymous: true,
  })
  return { ticket, response: await ended(startAuthentication({ optionsJSON: options })) }
}

/** Has the browser make a passkey and adds it to the account. @returns recovery codes where there were none. @throws Cancelled */
export async function addPasskey(api: Api, name: string): Promise<string[] | null> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { ticket, options } = await api.send<Asked>('/account/passkeys/begin', { method: 'POST', body: {} })
  const response = await ended(startRegistration({ optionsJSON: options }))
  const body = { ticket, response, name }
  const made = await api.send<{ recoveryCodes: string[] | null }>('/account/passkeys', {
    method: 'POST',
    body,
  })
  return made.recoveryCodes
}
