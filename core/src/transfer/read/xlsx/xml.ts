import { StringDecoder } from 'node:string_decoder'
import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import { Problem } from '../../../errors/problem.ts'
import { workbookTooLarge } from '../../errors.ts'
import { broken } from './zip-directory.ts'

/** Names come without their namespace prefix: some writers say `x:row`. */
export interface XmlHandler {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** A text node beyond this is an attack on memory; a cell holds 32,767 characters. */
const MAX_SILENT_BYTES = 8 * 1024 * 1024

/**
 * Parses XML chunk by chunk and yields after each, so the caller can hand on what the handler gathered.
 * Document types and external entities are never expanded.
 *
 * @throws `IMPORT_WORKBOOK_BROKEN` where it is not well-formed, `IMPORT_WORKBOOK_TOO_LARGE` on an endless text
 */
export async function* parseXml(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): AsyncGenerator<void, void, undefined> {
  let silent = 0
  const parser = new SaxesParser({ fragment: false })
  parser.on('opentag', ({ name, attributes }) => {
    silent = 0
    handler.open?.(local(name), attributes as Record<string, SaxesAttributePlain['value']>)
  })
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))
  parser.on('closetag', ({ name }) => {
    silent = 0
    handler.close?.(local(name))
  })
  const decoder = new StringDecoder('utf8')
  try {
    for await (const chunk of chunks) {
      silent += chunk.length
      parser.write(decoder.write(chunk))
      if (silent > MAX_SILENT_BYTES) throw new Problem(workbookTooLarge)
      yield
    }
    parser.write(decoder.end())
    parser.close()
    yield
  } catch (error) {
    if (error instanceof Problem) throw error
    throw broken(`it holds XML that is not well-formed (${(error as Error).message})`)
  }
}

/** Parses a small part to its end. */
export async function parseWholeXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const parsing = parseXml(chunks, handler)
  while (!(await parsing.next()).done);
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
