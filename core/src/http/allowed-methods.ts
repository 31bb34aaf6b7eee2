import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { methodNotAllowed, routeNotFound } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { sendProblem } from './errors.ts'

/** `/api/v1/stones/:id` → what matches its addresses. */
function pattern(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace('*', '.*')
  })
  return new RegExp(`^${parts.join('/')}$`)
}

/** Answers addresses that no route takes: 405 where another method is taken, OPTIONS with those that are, else 404. */
export function answerUnrouted(app: FastifyInstance): void {
  const methods = new Map<string, Set<string>>()
  // Most servers never need them, so the patterns are made at the first such request.
  let patterns: [RegExp, Set<string>][] | undefined
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set()
    methods.set(url, known)
    for (const one of [method].flat()) known.add(one.toUpperCase())
  })

  function allowedAt(path: string): string[] {
    patterns ??= [...methods].map(([url, set]) => [pattern(url), set])
    const allowed = patterns.flatMap(([matches, set]) => (matches.test(path) ? [...set] : []))
    return [...new Set(allowed)].sort()
  }

  app.setNotFoundHandler({}, (request: FastifyRequest, reply: FastifyReply) => {
    const allowed = allowedAt(request.url.split('?')[0] as string)
    if (allowed.length === 0) return sendProblem(request, reply, new Problem(routeNotFound))
    reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
    if (request.method === 'OPTIONS') return reply.status(204).send()
    const detail = `This address takes ${allowed.join(', ')}, not ${request.method}. See /docs.`
    return sendProblem(request, reply, new Problem(methodNotAllowed, { detail }))
  })
}
