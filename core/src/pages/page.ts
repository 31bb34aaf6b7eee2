import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/** Scripts that stand in the page itself: the import map, and what must run before the first drawing. */
const inlineScript = /<script( type="importmap")?>([\s\S]*?)<\/script>/g

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

/** Makes what sends a page: nothing runs in it but our own files and the scripts that stand in it now. */
export function pageSender(page: string): (reply: FastifyReply) => FastifyReply {
  const inline = [...page.matchAll(inlineScript)].map(([, , text = '']) => `'sha256-${sha256(text)}'`)
  return (reply) => {
    const nonce = randomBytes(16).toString('base64')
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${inline.join(' ')}`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' blob: data:",
      "font-src 'self'",
      "media-src 'self' blob:",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ]
    return reply
      .header('content-security-policy', policy.join('; '))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce))
  }
}
