import type { Plugin } from '@bezel/core'

type Server = Parameters<NonNullable<Plugin['routes']>>[0]

const MOST_BYTES = 32 * 1024 * 1024

/** Old programs write the character set of their country: what is no UTF-8 is taken for that of western ones. */
function decode(bytes: Buffer): string {
  const start = bytes.readUInt16BE(0)
  if (start === 0xfffe || start === 0xfeff)
    return new TextDecoder(start === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Lets cards be sent as they are: `curl --data-binary @contacts.vcf -H 'Content-Type: text/vcard'`. */
export function acceptVcards(app: Server): void {
  const types = ['text/vcard', 'text/x-vcard', 'text/directory']
  app.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, bytes, done) => {
    done(null, { vcard: bytes.length < 2 ? '' : decode(bytes as Buffer) })
  })
}
