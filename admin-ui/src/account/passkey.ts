import type { Api } from '../api/client.ts'

interface Asked {
  ticket: string
  options: unknown
}

/** What the browser signed, with the ticket of the question it answers. */
export interface PasskeyAnswer {
  ticket: string
  response: unknown
}

/** The library is fetched by those who use a passkey, not by everybody who opens a page. */
const webauthn = () => import('@simplewebauthn/browser')

export const hasPasskeys = (): boolean => typeof window.PublicKeyCredential === 'function'

/** Has the browser sign with one of its passkeys for this shop. @throws when the person closes its question */
export async function signWithPasskey(api: Api): Promise<PasskeyAnswer> {
  const { ticket, options } = await api.send<Asked>('/account/passkeys/ask', {
    method: 'POST',
    body: {},
    anonymous: true,
  })
  const { startAuthentication } = await webauthn()
  return { ticket, response: await startAuthentication({ optionsJSON: options as never }) }
}

/** Makes a passkey for who is signed in. @returns recovery codes where there were none, to be shown once */
export async function addPasskey(api: Api, name: string): Promise<string[] | null> {
  const { ticket, options } = await api.send<Asked>('/account/passkeys/begin', { method: 'POST', body: {} })
  const { startRegistration } = await webauthn()
  const response = await startRegistration({ optionsJSON: options as never })
  const { recoveryCodes } = await api.send<{ recoveryCodes: string[] | null }>('/account/passkeys', {
    method: 'POST',
    body: { ticket, response, name },
  })
  return recoveryCodes
}
