import { readTagCode } from './epc.ts'
import { formatGs1, GS1_SEPARATOR, type Gs1Element, parseGs1, serializedItem } from './gs1-128.ts'
import { gtin14Of } from './sgtin.ts'

/**
 * The keys under which a code of a piece, or a scan of it, is looked up, the surest first: the text itself, its GS1
 * element string, its EPC. A piece's barcode and its SGTIN tag share the key of GTIN and serial.
 */
export function scanKeys(code: string): string[] {
  const text = code.trim()
  if (text === '') return []
  return [...new Set([textKey(text), ...gs1Keys(text), ...epcKeys(text)])]
}

function textKey(text: string): string {
  // Scanners may send the symbology in front, and item numbers are typed in any case.
  return `text:${text.replace(/^\][A-Za-z]\d/, '').toUpperCase()}`
}

function gs1Keys(text: string): string[] {
  const marked = text.startsWith('(') || /^\](?:C1|e0|d2|Q3|J1)/.test(text) || text.includes(GS1_SEPARATOR)
  if (!marked && !/^01\d{14}/.test(text)) return []
  try {
    return [itemKey(parseGs1(text))]
  } catch {
    return []
  }
}

/** GTIN and serial name a piece; a lot or date beside them does not change it. */
function itemKey(elements: readonly Gs1Element[]): string {
  const named = elements.filter(({ ai }) => ai === '01' || ai === '21')
  return `gs1:${formatGs1(named.length === 2 ? named : elements)}`
}

function epcKeys(text: string): string[] {
  try {
    const tag = readTagCode(text)
    const item = tag.kind === 'sgtin' ? [itemKey(serializedItem(gtin14Of(tag.sgtin), tag.sgtin.serial))] : []
    return [`epc:${tag.hex}`, ...item]
  } catch {
    return []
  }
}
