import { foldText } from '../../text/fold.ts'

const TRUE = new Set([
  'true',
  't',
  'yes',
  'y',
  '1',
  'x',
  'on',
  'ja',
  'j',
  'oui',
  'o',
  'si',
  's',
  'sim',
  'da',
  'wahr',
  'vrai',
  'verdadero',
  'vero',
  'waar',
  'checked',
  'enabled',
  'active',
  '\u2713',
  '\u2714',
  '\u2611',
])
const FALSE = new Set([
  'false',
  'f',
  'no',
  'n',
  '0',
  'off',
  'nein',
  'non',
  'nee',
  'nao',
  'falsch',
  'faux',
  'falso',
  'onwaar',
  'unchecked',
  'disabled',
  'inactive',
  '\u2717',
  '\u2718',
  '\u2610',
])

/** Yes or no in the words of western languages and of programs; undefined for others. */
export function readBoolean(text: string): boolean | undefined {
  if (text.length > 12) return undefined
  const word = foldText(text)
  return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined
}
