// Letters that Unicode does not decompose although people type them without the stroke or as two letters.
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
}

/**
 * The text as a careless typist writes it: lower case, no accents, straight apostrophes, single blanks.
 * For comparing and sorting, never for showing. Scripts without case stay as they are.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[ßæœøđðþħıłŋŧ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}

/** {@link foldText} with everything but letters and digits gone: `O'Neill-van der Berg` → `oneillvanderberg`. */
export function foldLetters(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]+/gu, '')
}
