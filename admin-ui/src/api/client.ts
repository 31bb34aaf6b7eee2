import i18next from 'i18next'
import { ApiProblem, isStatus, problemOf } from './problem.ts'
import { createSignal, type Signal } from './signal.ts'
import type { Session } from './types.ts'

export const API = '/api/v1'
const SIGN_IN = '/auth/login'
const NOT_MODIFIED = 304
const STEP_UP_REQUIRED = 'STEP_UP_REQUIRED'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Sent as JSON, or as it is when it is FormData. */
  body?: unknown
  /** ETag the record must still have; the server answers 412 when it changed. */
  ifMatch?: string
  /** ETag of what is known already: the answer is without data when it still is so. */
  ifNoneMatch?: string
  signal?: AbortSignal
  /** What anybody may ask: sent without the token of a session, so it needs none. */
  anonymous?: boolean
}

export interface Answer<T> {
  data: T
  etag: string | undefined
}

export interface Api {
  get: <T>(path: string, signal?: AbortSignal) => Promise<T>
  /** `path` is below `/api/v1`. Throws ApiProblem for every answer that is not a success. */
  send: <T>(path: string, options: RequestOptions) => Promise<T>
  request: <T>(path: string, options?: RequestOptions) => Promise<Answer<T>>
  session: () => Promise<Session>
  /**
   * Asks the person to confirm who they are when an operation takes it; the request is sent again once that resolves to true.
   */
  onStepUp: (ask: () => Promise<boolean>) => void
  /** Called when the server no longer knows the session. */
  onSignedOut: (listener: () => void) => void
  /** Whether the last request reached the server. */
  reachable: Signal<boolean>
}

/**
 * Talks to the server by session cookie; unsafe methods carry the CSRF token, POSTs an idempotency key. What was asked
 * `early`, before the client was there, is not asked again.
 */
export function createApi(fetchFn: typeof fetch, early: Map<string, Promise<Response>> = new Map()): Api {
  let session: Promise<Session> | undefined
  let signedOut = (): void => {}
  let askPerson = (): Promise<boolean> => Promise.resolve(false)
  let confirming: Promise<boolean> | undefined
  const reachable = createSignal(true)

  async function raw(path: string, init: RequestInit): Promise<Response> {
    const known = init.method === 'GET' ? takeEarly(path) : undefined
    const sent = known ?? fetchFn(API + path, { credentials: 'same-origin', ...init })
    const response = await sent.catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      reachable.set(false)
      throw new ApiProblem(0, {
        detail: 'The server cannot be reached. Check the connection and try again.',
      })
    })
    reachable.set(true)
    if (response.ok || response.status === NOT_MODIFIED) return response
    throw await problemOf(response)
  }

  async function loadSession(): Promise<Session> {
    const path = '/auth/session'
    const response = await (takeEarly(path) ?? fetchFn(API + path, { credentials: 'same-origin' }))
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as Session
  }

  /** The early answers go too: they may be refusals from before signing in, or another person's. */
  function forgetSession(): void {
    session = undefined
    early.clear()
  }

  function takeEarly(path: string): Promise<Response> | undefined {
    const answer = early.get(path)
    early.delete(path)
    return answer
  }

  function currentSession(): Promise<Session> {
    session ??= loadSession()
    session.catch(() => {
      session = undefined
    })
    return session
  }

  async function attempt<T>(path: string, options: RequestOptions): Promise<Answer<T>> {
    const method = options.method ?? 'GET'
    const open = method === 'GET' || path === SIGN_IN || options.anonymous
    const token = open ? undefined : (await currentSession()).csrfToken
    const response = await raw(path, initOf(method, options, token))
    // Both may have signed somebody in or out.
    if (path.startsWith('/auth/') || options.anonymous) forgetSession()
    return { data: (await bodyOf(response)) as T, etag: response.headers.get('etag') ?? undefined }
  }

  function withFreshToken<T>(path: string, options: RequestOptions): Promise<Answer<T>> {
    return attempt<T>(path, options).catch((error: unknown) => {
      // After signing in again in another tab our token is stale; and a request that was under way when somebody confirmed who
      // they are carried the cookie from before.
      if (!isStale(error)) throw error
      forgetSession()
      return attempt<T>(path, options)
    })
  }

  /** Requests that are refused together are confirmed together: one question for all. */
  function confirmPerson(): Promise<boolean> {
    confirming ??= askPerson().finally(() => {
      confirming = undefined
    })
    return confirming
  }

  async function request<T>(path: string, options: RequestOptions = {}): Promise<Answer<T>> {
    try {
      return await withFreshToken<T>(path, options).catch(async (error: unknown) => {
        const asksWho = error instanceof ApiProblem && error.code === STEP_UP_REQUIRED
        if (!asksWho || !(await confirmPerson())) throw error
        return withFreshToken<T>(path, options)
      })
    } catch (error) {
      // A wrong password or code is a refusal too, but of what was typed, not of the session.
      if (isStatus(error, 401) && error.code === 'UNAUTHENTICATED') {
        forgetSession()
        signedOut()
      }
      throw error
    }
  }

  const send = async <T>(path: string, options: RequestOptions): Promise<T> =>
    (await request<T>(path, options)).data
  return {
    request,
    send,
    get: (path, signal) => send(path, signal ? { signal } : {}),
    session: currentSession,
    onStepUp: (ask) => {
      askPerson = ask
    },
    onSignedOut: (listener) => {
      signedOut = listener
    },
    reachable,
  }
}

function isStale(error: unknown): boolean {
  if (isStatus(error, 403)) return error.code.includes('CSRF')
  return isStatus(error, 401) && error.code === 'UNAUTHENTICATED'
}

function initOf(method: string, options: RequestOptions, token: string | undefined): RequestInit {
  // What is refused is said in the language of the admin, whatever the browser's is.
  const headers: Record<string, string> = { 'accept-language': i18next.language ?? 'en' }
  const isForm = options.body instanceof FormData
  if (options.body !== undefined && !isForm) headers['content-type'] = 'application/json'
  if (options.ifMatch) headers['if-match'] = options.ifMatch
  if (options.ifNoneMatch) headers['if-none-match'] = options.ifNoneMatch
  if (token) headers['x-csrf-token'] = token
  if (method === 'POST') headers['idempotency-key'] = randomKey()
  const body = isForm ? (options.body as FormData) : JSON.stringify(options.body)
  return {
    method,
    headers,
    ...(options.body === undefined ? {} : { body }),
    ...(options.signal ? { signal: options.signal } : {}),
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204 || response.status === NOT_MODIFIED) return undefined
  const json = response.headers.get('content-type')?.includes('json')
  return json ? response.json() : response.text()
}

/** `crypto.randomUUID` is missing on plain-http addresses other than localhost. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
