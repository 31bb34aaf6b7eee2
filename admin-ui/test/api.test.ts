import t from 'tap'
import { createApi } from '../src/api/client.ts'
import { ApiProblem } from '../src/api/problem.ts'

interface Call {
  path: string
  method: string
  headers: Record<string, string>
}

/** A server that answers from a table of `METHOD path` and remembers what it was asked. */
function server(answers: Record<string, (call: Call) => Response>) {
  const calls: Call[] = []
  const fetchFn = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const call = {
      path: String(input).replace('/api/v1', ''),
      method: init.method ?? 'GET',
      headers: (init.headers ?? {}) as Record<string, string>,
    }
    calls.push(call)
    const answer = answers[`${call.method} ${call.path}`]
    if (!answer) throw new TypeError('failed to fetch')
    return answer(call)
  }
  return { calls, fetch: fetchFn as typeof fetch }
}

const json = (body: unknown, status = 200, headers = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const session = (token: string) => () => json({ user: {}, csrfToken: token })

t.test('reading needs no token; writing carries it, with the version it expects', async (t) => {
  const { calls, fetch } = server({
    'GET /auth/session': session('t1'),
    'GET /stones/1': () => json({ id: '1' }, 200, { etag: '"3"' }),
    'PATCH /stones/1': () => json({ id: '1' }),
  })
  const api = createApi(fetch)
  const { etag } = await api.request('/stones/1')
  t.equal(calls[0]?.headers['x-csrf-token'], undefined)
  await api.send('/stones/1', { method: 'PATCH', body: {}, ifMatch: etag as string })
  t.match(calls.at(-1)?.headers, { 'x-csrf-token': 't1', 'if-match': '"3"' })
})

t.test('every POST has an idempotency key of its own', async (t) => {
  const { calls, fetch } = server({ 'GET /auth/session': session('t1'), 'POST /stones': () => json({}) })
  const api = createApi(fetch)
  await api.send('/stones', { method: 'POST', body: {} })
  await api.send('/stones', { method: 'POST', body: {} })
  const keys = calls
    .filter(({ method }) => method === 'POST')
    .map(({ headers }) => headers['idempotency-key'])
  t.ok(keys[0])
  t.not(keys[0], keys[1])
})

t.test('a stale token is fetched again, once', async (t) => {
  let token = 0
  const { fetch } = server({
    'GET /auth/session': () => json({ user: {}, csrfToken: `t${++token}` }),
    'DELETE /stones/1': ({ headers }) =>
      headers['x-csrf-token'] === 't2'
        ? new Response(null, { status: 204 })
        : json({ code: 'CSRF_FAILED' }, 403),
  })
  await createApi(fetch).send('/stones/1', { method: 'DELETE' })
  t.equal(token, 2)
})

t.test('the refusal from before signing in is not taken for the session after it', async (t) => {
  const { fetch } = server({
    'POST /auth/login': () => json({}),
    'GET /auth/session': session('t1'),
    'POST /stones': () => json({ id: '1' }),
  })
  const api = createApi(fetch, new Map([['/auth/session', Promise.resolve(json({}, 401))]]))
  await api.send('/auth/login', { method: 'POST', body: {} })
  t.same(await api.send('/stones', { method: 'POST', body: {} }), { id: '1' })
})

t.test('what was asked before the shell was there is not asked again, and only used once', async (t) => {
  const { calls, fetch } = server({ 'GET /stones': () => json({ data: 'later' }) })
  const api = createApi(fetch, new Map([['/stones', Promise.resolve(json({ data: 'early' }))]]))
  t.same(await api.get('/stones'), { data: 'early' })
  t.equal(calls.length, 0)
  t.same(await api.get('/stones'), { data: 'later' })
})

t.test('whoever signs in sees no answer from before', async (t) => {
  const { fetch } = server({
    'POST /auth/login': () => json({}),
    'GET /stones': () => json({ data: 'mine' }),
  })
  const api = createApi(fetch, new Map([['/stones', Promise.resolve(json({ data: 'theirs' }))]]))
  await api.send('/auth/login', { method: 'POST', body: {} })
  t.same(await api.get('/stones'), { data: 'mine' })
})

t.test('an ended session is announced, a wrong password is not', async (t) => {
  const wrong = () => json({ code: 'WRONG_CREDENTIALS' }, 401)
  const { fetch } = server({
    'GET /stones': () => json({ code: 'UNAUTHENTICATED' }, 401),
    'POST /auth/login': wrong,
    'POST /account/second-factor': wrong,
  })
  const api = createApi(fetch)
  let times = 0
  api.onSignedOut(() => {
    times += 1
  })
  await t.rejects(api.get('/stones'))
  await t.rejects(api.send('/auth/login', { method: 'POST', body: {} }))
  await t.rejects(api.send('/account/second-factor', { method: 'POST', body: {}, anonymous: true }))
  t.equal(times, 1)
})

t.test('a request that carried the cookie from before is sent again, once', async (t) => {
  const answers = [json({ code: 'UNAUTHENTICATED' }, 401), json({ id: 1 })]
  const { fetch } = server({ 'GET /stones': () => answers.shift() as Response })
  const api = createApi(fetch)
  api.onSignedOut(() => t.fail('the session goes on'))
  t.same(await api.get('/stones'), { id: 1 })
})

t.test('problems keep their code, request and fields; an outage is one too', async (t) => {
  const body = {
    detail: 'Some fields are wrong.',
    code: 'VALIDATION_FAILED',
    requestId: 'r1',
    errors: [{ pointer: '/carat', message: 'no' }],
  }
  const { fetch } = server({ 'GET /stones': () => json(body, 422) })
  const api = createApi(fetch)
  const problem = await api.get('/stones').catch((error: unknown) => error)
  t.ok(problem instanceof ApiProblem)
  t.match(problem, {
    status: 422,
    message: 'Some fields are wrong.',
    code: 'VALIDATION_FAILED',
    requestId: 'r1',
    errors: body.errors,
  })
  t.equal(api.reachable.get(), true)
  t.match(await api.get('/gone').catch((error: unknown) => error), { status: 0, code: 'UNREACHABLE' })
  t.equal(api.reachable.get(), false)
})

const refused = () => json({ code: 'STEP_UP_REQUIRED', detail: 'Confirm who you are.' }, 403)

t.test('what takes confirming who one is asks once for all, and goes on by itself', async (t) => {
  let confirmed = false
  const { calls, fetch } = server({
    'GET /auth/session': session('t1'),
    'POST /roles': () => (confirmed ? json({ id: '1' }, 201) : refused()),
    'POST /users': () => (confirmed ? json({ id: '2' }, 201) : refused()),
  })
  const api = createApi(fetch)
  let asked = 0
  api.onStepUp(async () => {
    asked += 1
    await new Promise((resolve) => setTimeout(resolve, 10))
    confirmed = true
    return true
  })
  const post = (path: string) => api.send<{ id: string }>(path, { method: 'POST', body: {} })
  t.same(await Promise.all([post('/roles'), post('/users')]), [{ id: '1' }, { id: '2' }])
  t.equal(asked, 1)
  t.equal(calls.filter(({ method }) => method === 'POST').length, 4, 'each was sent once more')
})

t.test('who does not confirm gets the refusal, and is asked again next time', async (t) => {
  const { fetch } = server({ 'GET /auth/session': session('t1'), 'POST /roles': refused })
  const api = createApi(fetch)
  let asked = 0
  api.onStepUp(async () => {
    asked += 1
    return false
  })
  const post = () => api.send('/roles', { method: 'POST', body: {} })
  await t.rejects(post(), { code: 'STEP_UP_REQUIRED' })
  await t.rejects(post(), { code: 'STEP_UP_REQUIRED' })
  t.equal(asked, 2)
})
