/** What comes out of a list only by luck: common words of no list at hand, met in lists of leaked passwords. */
const alsoCommon = ['fingerig', 'homepage', 'films+pic+galeries', 'sentnece', 'hotmail', 'tiwaribachjayega']

const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
]
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))]

function isRun(text: string): boolean {
  return text.length >= 3 && runs.some((run) => run.includes(text))
}

/** `abcabcabc` → `abc`: what a password repeats, or the whole of it. */
function unitOf(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length)
    if (text.length % length === 0 && unit.repeat(text.length / length) === text) return unit
  }
  return text
}

export type IsCommon = (password: string) => boolean

/** Loads the list, some 49,000 passwords; nobody needs it until somebody chooses one. */
export async function loadCommon(): Promise<IsCommon> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const common = new Set([...(dictionary['passwords-common'] as string[]), ...alsoCommon])
  const isKnown = (text: string) => common.has(text) || isRun(text)
  return (password) => {
    const folded = password.normalize('NFKC').toLowerCase()
    const unit = unitOf(folded)
    // Digits and marks at the end are what people add when a form asks for more.
    const word = unit.replace(/[^\p{L}]+$/u, '')
    return (
      isKnown(folded) ||
      (unit !== folded && (unit.length <= 4 || isKnown(unit))) ||
      isKnown(unit) ||
      (word.length >= 4 && isKnown(word))
    )
  }
}
