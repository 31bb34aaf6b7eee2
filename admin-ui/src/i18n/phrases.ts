/**
 * Places of a phrase: `{}` a value as it is, `{*}` one that is a text of ours itself, `{#}` an English ordinal, of which
 * the number is taken.
 */
const PLACE = /\{[*#]?\}/
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function patternOf(english: string): RegExp {
  const places = [...english.matchAll(new RegExp(PLACE, 'g'))].map(([place]) =>
    place === '{#}' ? '(\\d+)(?:st|nd|rd|th)' : '([\\s\\S]+?)',
  )
  const texts = english.split(PLACE).map(escaped)
  return new RegExp(`^${texts.map((text, at) => text + (places[at] ?? '')).join('')}$`)
}

/**
 * A sentence that a record keeps in English, in another language: `Wishes: Ring` by `{ 'Wishes: {}': 'Wünscht sich: {}' }`.
 * What nobody translated stays as it is.
 */
export function phraseIn(words: Readonly<Record<string, string>>, text: string): string {
  const known = Object.hasOwn(words, text) ? words[text] : undefined
  if (known !== undefined) return known
  for (const [english, other] of Object.entries(words)) {
    if (!PLACE.test(english)) continue
    const values = patternOf(english).exec(text)?.slice(1)
    if (!values) continue
    let next = 0
    return other.replace(new RegExp(PLACE, 'g'), (place) => {
      const value = values[next++] ?? ''
      if (place !== '{*}') return value
      const whole = phraseIn(words, value)
      return whole === value
        ? value
            .split(', ')
            .map((part) => words[part] ?? part)
            .join(', ')
        : whole
    })
  }
  return text
}
