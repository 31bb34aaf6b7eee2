import type { TestAnswer, TestApp } from '../../src/testing/app.ts'

export interface Browser {
  signIn(email: string, password: string): Promise<TestAnswer>
  request(method: string, path: string, body?: unknown): Promise<TestAnswer>
}

/** Somebody's browser: keeps its session cookie, and sends the token that unsafe requests take. */
export function openBrowser(app: TestApp): Browser {
  let cookie = ''
  let token: string | undefined
  async function request(method: string, path: string, body?: unknown): Promise<TestAnswer> {
    const headers = { cookie, ...(token && method !== 'GET' && { 'x-csrf-token': token }) }
    return app.request(method, path, body, { key: null, headers })
  }
  return {
    request,
    async signIn(email, password) {
      const answer = await request('POST', '/api/v1/auth/login', { email, password })
      const [set] = [answer.headers['set-cookie'] ?? []].flat()
      if (set) cookie = set.split(';')[0] as string
      token = (await request('GET', '/api/v1/auth/session')).body.csrfToken ?? undefined
      return answer
    },
  }
}
