/**
 * What every answer tells a browser: nothing in it is a page unless it brings a policy of its own, do not guess its type, do
 * not show it in a frame or to another site, do not keep it, do not pass its address on.
 */
const always = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

// Two years, as preload lists want it. A reverse proxy may say something else in its place.
const onlyEncrypted = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }

/** The headers of every answer. Where people come by HTTPS, their browsers shall never come in another way. */
export function securityHeaders(publicUrl: string): Record<string, string> {
  return publicUrl.startsWith('https://') ? { ...always, ...onlyEncrypted } : always
}
