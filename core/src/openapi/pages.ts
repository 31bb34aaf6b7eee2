import type { ErrorRow } from './error-table.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string)
}

interface Page {
  /** Name of the shop. */
  title: string
  here: 'api' | 'errors'
  head?: string
  main: string
}

const links = { api: ['/docs', 'Operations'], errors: ['/docs/errors', 'Errors'] } as const

function page({ title, here, head = '', main }: Page): string {
  const nav = Object.entries(links).map(
    ([name, [to, label]]) => `<a href="${to}"${name === here ? ' aria-current="page"' : ''}>${label}</a>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} API</title>
${head}<link rel="stylesheet" href="/docs/assets/docs.css">
</head>
<body>
<header class="bar"><strong>${escapeHtml(title)} API</strong><nav>${nav.join('')}<a href="/openapi.json">openapi.json</a></nav><span id="who"></span></header>
<main>${main}</main>
</body>
</html>
`
}

/** The browser of operations; its script asks `/openapi.json` and fills it. */
export function browserPage(title: string): string {
  const head =
    '<link rel="stylesheet" href="/docs/assets/swagger-ui.css">\n<script src="/docs/assets/swagger-ui-bundle.js" defer></script>\n<script type="module" src="/docs/assets/docs.js"></script>\n'
  return page({
    title,
    here: 'api',
    head,
    main: '<div id="api"><p class="wait">Loading the operations…</p></div><noscript><p class="wait">This page needs JavaScript. The description itself is at <a href="/openapi.json">/openapi.json</a>.</p></noscript>',
  })
}

/** The error table; every row can be linked to by its code. */
export function errorsPage(title: string, rows: ErrorRow[]): string {
  const lines = rows.map(
    ({ code, status, message, plugin }) =>
      `<tr id="${escapeHtml(code)}"><td><a href="#${escapeHtml(code)}"><code>${escapeHtml(code)}</code></a></td><td>${status}</td><td>${escapeHtml(message)}</td><td>${escapeHtml(plugin)}</td></tr>`,
  )
  const main = `<div class="text"><h1>Errors</h1><p>Every error has a code that never changes: <code>code</code> of <code>application/problem+json</code> over REST, <code>extensions.code</code> over GraphQL.</p>
<div class="wide"><table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What happened, and what to do</th><th scope="col">Plugin</th></tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div></div>`
  return page({ title, here: 'errors', main })
}
