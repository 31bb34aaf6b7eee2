import { foldLetters } from '../../text/fold.ts'

/**
 * A reader of words from a fixed set, blind to case, accents, blanks and punctuation (`Very-Good` is `very good`).
 *
 * @param choices each value with its synonyms; a value counts as its own synonym and beats the synonyms of others
 */
export function choiceReader<Value extends string>(
  choices: Readonly<Record<Value, readonly string[]>>,
): (text: string) => Value | undefined {
  const words = new Map<string, Value>()
  const entries = Object.entries(choices) as [Value, readonly string[]][]
  for (const [value, synonyms] of entries) for (const word of synonyms) words.set(foldLetters(word), value)
  for (const [value] of entries) words.set(foldLetters(value), value)
  return (text) => words.get(text) ?? words.get(foldLetters(text))
}
