import 'graphiql/style.css'
import './page.css'
import { GraphiQL } from 'graphiql'
import { createRoot } from 'react-dom/client'

/** Whoever is signed in to the admin is signed in here; the server asks for the session's token with every request. */
async function token(): Promise<Record<string, string>> {
  const session = await fetch('/api/v1/auth/session', { credentials: 'same-origin' })
  if (!session.ok) return {}
  const { csrfToken } = (await session.json()) as { csrfToken: string }
  return { 'x-csrf-token': csrfToken }
}

interface Options {
  headers?: Record<string, string>
}

async function fetcher(body: unknown, { headers }: Options = {}): Promise<never> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(await token()),
      ...headers,
    },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as never
}

const first = `# Ctrl-Enter runs this. Sign in under /admin first, or send an API key:
# {"authorization": "Bearer …"} under "Headers" below.
{
  customers(first: 5) {
    totalCount
    nodes { id givenName familyName }
  }
}
`

const root = document.getElementById('root')
if (root) createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={first} />)
