import type { Plugin } from '@bezel/core'

type Server = Parameters<NonNullable<Plugin['routes']>>[0]

const MOST_BYTES = 32 * 1024 * 1024

/** Lets cards be sent as they are: `curl --data-binary @contacts.vcf -H 'Content-Type: text/vcard'`. */
export function acceptVcards(app: Server): void {
  const types = ['text/vcard', 'text/x-vcard', 'text/directory']
  app.addContentTypeParser(types, { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, text, done) => {
    done(null, { vcard: text })
  })
}
