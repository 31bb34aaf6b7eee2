const TYPES: Record<string, string> = {
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
  basic: 'audio/basic',
  wave: 'audio/wav',
  mp3: 'audio/mpeg',
  pgp: 'application/pgp-keys',
  x509: 'application/pkix-cert',
}

// The first base64 characters of formats that address books hold.
const SIGNATURES: [start: string, type: string][] = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk', 'image/bmp'],
]

/** The media type that vCard 3.0's TYPE (`JPEG`, `image/jpeg`) or the data itself tells. */
export function mediaType(type: string | undefined, base64: string): string {
  const word = type?.toLowerCase() ?? ''
  if (/^[a-z]+\/[a-z0-9.+-]+$/.test(word)) return word
  if (Object.hasOwn(TYPES, word)) return TYPES[word] as string
  return SIGNATURES.find(([start]) => base64.startsWith(start))?.[1] ?? 'application/octet-stream'
}

/** vCard 3.0's TYPE of a media type: `JPEG` for image/jpeg. */
export function mediaWord(type: string): string {
  const word = Object.keys(TYPES).find((key) => TYPES[key] === type)
  return word === undefined ? type : word.toUpperCase()
}

/** The parts of a base64 `data:` address (RFC 2397). */
export function parseDataUri(uri: string): { type: string; base64: string } | undefined {
  const head = /^data:([^;,]*)(?:;[^,]*)?;base64,/i.exec(uri.slice(0, 200))
  return head
    ? { type: (head[1] || 'application/octet-stream').toLowerCase(), base64: uri.slice(head[0].length) }
    : undefined
}
