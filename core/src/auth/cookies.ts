import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Client, Cookie } from '../operation/client.ts'

export const cookieName = 'bezel_session'

/** The cookies of a shop: code calls them by their plain names, browsers by names that no other host can set. */
export interface Cookies {
  of(request: FastifyRequest): Client['cookies']
  set(reply: FastifyReply, cookie: Cookie): void
}

// Browsers take a cookie of this name from this very host alone, over HTTPS, for all of its paths.
const hostPrefix = '__Host-'

function withoutPrefix(cookies: Client['cookies']): Client['cookies'] {
  const ours = Object.entries(cookies).filter(([name]) => name.startsWith(hostPrefix))
  return Object.fromEntries(ours.map(([name, value]) => [name.slice(hostPrefix.length), value]))
}

/** Scripts read none of them; other sites' pages send none but by a link to ours. */
export function createCookies(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https://')
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    of: ({ cookies }) => (secure ? withoutPrefix(cookies) : cookies),
    set(reply, { name, value, maxAgeSeconds }) {
      const sent = secure ? `${hostPrefix}${name}` : name
      if (value === null) reply.clearCookie(sent, options)
      else reply.setCookie(sent, value, { ...options, ...(maxAgeSeconds && { maxAge: maxAgeSeconds }) })
    },
  }
}
