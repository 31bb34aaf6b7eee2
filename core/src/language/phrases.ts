/** English text → the same in another language. `{}` stands for a value, which is taken over: the n-th for the n-th. */
export type Phrases = Readonly<Record<string, string>>

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Reads `The parcel holds {}` as a pattern. */
function patternOf(english: string): RegExp {
  return new RegExp(`^${english.split('{}').map(escaped).join('([\\s\\S]+?)')}$`)
}

/** Translates whole texts: those that stand in the phrases as they are, or with values in their places. */
export function createTranslator(phrases: Phrases): (text: string) => string | undefined {
  // Made when first asked for: most servers never answer in this language.
  let patterns: [RegExp, string][] | undefined
  return (text) => {
    const whole = Object.hasOwn(phrases, text) ? phrases[text] : undefined
    if (whole !== undefined) return whole
    patterns ??= Object.entries(phrases)
      .filter(([english]) => english.includes('{}'))
      .map(([english, other]) => [patternOf(english), other])
    for (const [pattern, other] of patterns) {
      const values = pattern.exec(text)?.slice(1)
      if (!values) continue
      let next = 0
      return other.replace(/\{\}/g, () => values[next++] ?? '')
    }
    return undefined
  }
}
