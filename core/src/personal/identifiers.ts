/** What a text can name a person by. */
export interface Identifiers {
  /** Regular expression (PostgreSQL, case ignored) of the person's names and addresses as they are written. */
  written: string
  /** `LIKE` patterns over folded words with a blank on either side: `% ann bell %`. */
  folded: string[]
  /** Words that stand all together in a row of a table about the person, in whatever columns. */
  words: string[][]
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * Names, e-mail addresses and numbers → how texts are searched for them. A name of one word is found only where it stands
 * alone: "Rose" says little within a sentence.
 */
export function identifiersOf(texts: readonly string[]): Identifiers {
  const known = [...new Set(texts.map((text) => text.trim()))]
    .map(wordsOf)
    .filter((words) => words.length > 0)
  const telling = known.filter((words) => words.length > 1 || /\d{7}/.test(words[0] as string))
  const single = known.filter((words) => !telling.includes(words))
  return {
    written: telling.map((words) => `\\m${words.join('[^[:alnum:]]+')}\\M`).join('|') || '$.^',
    folded: [
      ...telling.map((words) => `% ${words.join(' ')} %`),
      ...single.map((words) => ` ${words.join(' ')} `),
    ],
    words: telling,
  }
}
