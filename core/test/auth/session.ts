import type { TestAnswer, TestApp } from '../../src/testing/app.ts'

export interface Browser {
  /** The session's, as it is sent. */
  cookie(): string
  signIn(email: string, password: string): Promise<TestAnswer>
  request(method: string, path: string, body?: unknown): Promise<TestAnswer>
}

/** Somebody's browser: keeps its session cookie, and sends the token that unsafe requests take. */
export function openBrowser(app: TestApp): Browser {
  let cookie = ''
  let token: string | undefined
  async function request(method: string, path: string, body?: unknown): Promise<TestAnswer> {
    const headers = { cookie, ...(token && method !== 'GET' && { 'x-csrf-token': token }) }
    const answer = await app.request(method, path, body, { key: null, headers })
    const [set] = [answer.headers['set-cookie'] ?? []].flat()
    if (set) cookie = set.split(';')[0] as string
    return answer
  }
  return {
    cookie: () => cookie,
    request,
    async signIn(email, password) {
      const answer = await request('POST', '/api/v1/auth/login', { email, password })
      token = (await request('GET', '/api/v1/auth/session')).body.csrfToken ?? undefined
      return answer
    },
  }
}
