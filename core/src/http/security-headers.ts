/**
 * What every answer tells a browser: do not guess its type, do not show it in a frame or to another site, do not pass its
 * address on. Pages add a content security policy of their own; HTTPS, and so HSTS, is the reverse proxy's.
 */
export const securityHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
}
