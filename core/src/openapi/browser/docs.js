// Fills /docs: the operations of /openapi.json, tried out as whoever is signed in to the admin in this browser.
const safe = ['GET', 'HEAD', 'OPTIONS']
let session

async function readSession() {
  const answer = await fetch('/api/v1/auth/session', { credentials: 'same-origin' })
  return answer.ok ? answer.json() : undefined
}

function showSession() {
  const who = document.getElementById('who')
  if (session) who.textContent = `Signed in as ${session.user.name}`
  else who.innerHTML = '<a href="/admin">Sign in</a> to try operations out, or authorize with an API key'
}

// The cookie goes along by itself; unsafe requests also take the session's token.
async function addToken(request) {
  const own = new URL(request.url, location.href).origin === location.origin
  const byKey = request.headers.Authorization !== undefined
  if (!own || byKey || safe.includes(request.method ?? 'GET')) return request
  session ??= await readSession()
  if (session) request.headers['X-CSRF-Token'] = session.csrfToken
  return request
}

session = await readSession().catch(() => undefined)
showSession()

window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  displayOperationId: false,
  filter: true,
  tryItOutEnabled: true,
  requestInterceptor: addToken,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
})
