import { foldLetters } from '../core.ts'

// Letters that European languages write for one sound, longest first.
const SPELLINGS: [RegExp, string][] = [
  [/sch|sh|sz|cz|ch/g, 's'],
  [/ph/g, 'f'],
  [/ck|qu/g, 'k'],
  [/dt|th/g, 't'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
]

const SOUNDS: Record<string, string> = {
  b: 'P',
  p: 'P',
  d: 'T',
  t: 'T',
  f: 'F',
  v: 'F',
  w: 'F',
  g: 'K',
  k: 'K',
  q: 'K',
  c: 'K',
  s: 'S',
  z: 'S',
  l: 'L',
  m: 'N',
  n: 'N',
  r: 'R',
  j: 'J',
}

/**
 * A code that names sounding alike share, whatever language they are spelled in: Maier, Meyer and Mayr are `NR`, Smith
 * and Schmidt `SNT`. Consonants in classes, vowels only in front (`A`), no doubles. Other scripts stay as they are.
 */
export function phoneticCode(name: string): string {
  const letters = foldLetters(name).slice(0, 60)
  if (!/^[a-z]+$/.test(letters)) return letters
  const spelled = SPELLINGS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), letters)
  let code = /^[aeiouyh]/.test(spelled) ? 'A' : ''
  let last = ''
  for (const letter of spelled) {
    const sound = SOUNDS[letter] ?? ''
    if (sound !== '' && sound !== last) code += sound
    // A vowel between parts them: Lola is LL, Lol is not.
    last = sound
  }
  return code === '' ? letters : code
}
