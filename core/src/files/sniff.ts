/** How many of the first bytes `sniff` wants to see. */
export const sniffedBytes = 4096

interface Signature {
  at: number
  bytes: number[] | string
  type: string
}

const signatures: Signature[] = [
  { at: 0, bytes: [0xff, 0xd8, 0xff], type: 'image/jpeg' },
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], type: 'image/png' },
  { at: 0, bytes: 'GIF87a', type: 'image/gif' },
  { at: 0, bytes: 'GIF89a', type: 'image/gif' },
  { at: 0, bytes: [0x49, 0x49, 0x2a, 0x00], type: 'image/tiff' },
  { at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a], type: 'image/tiff' },
  { at: 4, bytes: 'ftypavif', type: 'image/avif' },
  { at: 4, bytes: 'ftypavis', type: 'image/avif' },
  { at: 4, bytes: 'ftyphei', type: 'image/heic' },
  { at: 4, bytes: 'ftypmif1', type: 'image/heic' },
  { at: 4, bytes: 'ftypqt', type: 'video/quicktime' },
  { at: 4, bytes: 'ftyp', type: 'video/mp4' },
  { at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3], type: 'video/webm' },
  { at: 0, bytes: '%PDF-', type: 'application/pdf' },
  { at: 0, bytes: 'PK\x03\x04', type: 'application/zip' },
  { at: 0, bytes: 'PK\x05\x06', type: 'application/zip' },
  { at: 0, bytes: [0x1f, 0x8b], type: 'application/gzip' },
  { at: 0, bytes: '3D Geometry File Format', type: 'model/vnd.3dm' },
  { at: 0, bytes: 'ID3', type: 'audio/mpeg' },
  { at: 0, bytes: 'OggS', type: 'audio/ogg' },
]

/** Kinds of plain text and of zipped documents differ by the name only, so there it may decide; none of them is run by a browser. */
const byExtension: Record<string, Record<string, string>> = {
  'application/zip': {
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  'text/plain': {
    csv: 'text/csv',
    vcf: 'text/vcard',
    ics: 'text/calendar',
    json: 'application/json',
    stl: 'model/stl',
    obj: 'model/obj',
  },
  'application/octet-stream': { stl: 'model/stl' },
}

function matches(head: Buffer, { at, bytes }: Signature): boolean {
  const wanted = Buffer.from(bytes as string, 'latin1')
  return head.subarray(at, at + wanted.length).equals(wanted)
}

function isWebp(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'
}

/** UTF-8 without control characters other than those of lines. The end may cut a character in two. */
function isText(head: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(head, { stream: true })
  // Control characters are what tells text from other bytes
  return head.length > 0 && !/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/.test(text)
}

function family(head: Buffer): string {
  if (isWebp(head)) return 'image/webp'
  const known = signatures.find((signature) => matches(head, signature))
  if (known) return known.type
  // Whatever calls itself HTML or SVG is text to us: nobody's upload is a page of ours.
  return isText(head) ? 'text/plain' : 'application/octet-stream'
}

/** The media type of a file by its first bytes. What the sender says is not asked, but for the endings of harmless names. */
export function sniff(head: Buffer, name: string): string {
  const type = family(head)
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return byExtension[type]?.[extension] ?? type
}
