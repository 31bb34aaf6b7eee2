/** GIA's intensities of fancy colour, in the order of the trade's esteem. */
export const FANCY_INTENSITIES = [
  'Fancy Vivid',
  'Fancy Intense',
  'Fancy Deep',
  'Fancy',
  'Fancy Dark',
  'Fancy Light',
  'Light',
  'Very Light',
  'Faint',
] as const
export type FancyIntensity = (typeof FANCY_INTENSITIES)[number]

export const FANCY_HUES = [
  'Yellow',
  'Brown',
  'Orange',
  'Pink',
  'Red',
  'Purple',
  'Violet',
  'Blue',
  'Green',
  'Gray',
  'Black',
  'White',
  'Champagne',
  'Cognac',
  'Chameleon',
] as const
export type FancyHue = (typeof FANCY_HUES)[number]

export interface FancyColor {
  readonly intensity: FancyIntensity
  /** The dominant hue, the last word of the report. */
  readonly hue: FancyHue
  /** What modifies the hue, as written before it: `Brownish`, `Orangy`, `Gray`. */
  readonly overtones: readonly string[]
}

const INTENSITY_SHORTS: Readonly<Record<string, FancyIntensity>> = {
  FV: 'Fancy Vivid',
  VIVID: 'Fancy Vivid',
  V: 'Fancy Vivid',
  FI: 'Fancy Intense',
  FIN: 'Fancy Intense',
  INTENSE: 'Fancy Intense',
  I: 'Fancy Intense',
  FDP: 'Fancy Deep',
  DEEP: 'Fancy Deep',
  F: 'Fancy',
  FC: 'Fancy',
  FCY: 'Fancy',
  FAN: 'Fancy',
  FD: 'Fancy Dark',
  FDK: 'Fancy Dark',
  DARK: 'Fancy Dark',
  FL: 'Fancy Light',
  FLT: 'Fancy Light',
  L: 'Light',
  VL: 'Very Light',
  FT: 'Faint',
}
const HUE_SHORTS: Readonly<Record<string, FancyHue>> = {
  Y: 'Yellow',
  YL: 'Yellow',
  BN: 'Brown',
  BR: 'Brown',
  BRN: 'Brown',
  O: 'Orange',
  OR: 'Orange',
  P: 'Pink',
  PK: 'Pink',
  R: 'Red',
  PR: 'Purple',
  PU: 'Purple',
  V: 'Violet',
  VI: 'Violet',
  B: 'Blue',
  BL: 'Blue',
  G: 'Green',
  GN: 'Green',
  GR: 'Green',
  GRN: 'Green',
  GY: 'Gray',
  GREY: 'Gray',
  BK: 'Black',
  BLK: 'Black',
  W: 'White',
  WH: 'White',
}
const MODIFIER =
  /^(yellowish|brownish|orangy|orangey|orangish|pinkish|reddish|purplish|violetish|bluish|greenish|grayish|greyish)$/i

/** `FI`, `INTENSE`, `Vivid Fancy`, `Fancy Deep` → the intensity; undefined for other words. */
export function parseFancyIntensity(text: string): FancyIntensity | undefined {
  const words = text
    .trim()
    .toUpperCase()
    .split(/[\s.-]+/)
  const short = words.length === 1 ? INTENSITY_SHORTS[words[0] ?? ''] : undefined
  const sorted = [...words].sort().join(' ')
  return (
    short ??
    FANCY_INTENSITIES.find((intensity) => intensity.toUpperCase().split(' ').sort().join(' ') === sorted)
  )
}

/** `Y`, `yellow`, `GREY` → the hue; undefined for other words. */
export function parseFancyHue(text: string): FancyHue | undefined {
  const word = text.trim().toUpperCase()
  return HUE_SHORTS[word] ?? FANCY_HUES.find((hue) => hue.toUpperCase() === word)
}

/**
 * Reads a fancy colour as reports and lists write it: `Fancy Intense Brownish Yellow`, `VIVID FANCY YELLOW`,
 * `Fancy Light Pink`. Undefined for anything else, D to Z included.
 */
export function parseFancyColor(text: string): FancyColor | undefined {
  const words = text
    .trim()
    .split(/[\s,-]+/)
    .filter((word) => !/^(natural|even|uneven)$/i.test(word))
  for (let taken = Math.min(2, words.length - 1); taken > 0; taken--) {
    const intensity = parseFancyIntensity(words.slice(0, taken).join(' '))
    const rest = words.slice(taken)
    const hue = FANCY_HUES.find((name) => name.toUpperCase() === normalHue(rest.at(-1)))
    const overtones = rest.slice(0, -1)
    if (intensity && hue && overtones.every(isOvertone))
      return { intensity, hue, overtones: overtones.map(capital) }
  }
  return undefined
}

function normalHue(word: string | undefined): string | undefined {
  const upper = word?.toUpperCase()
  return upper === 'GREY' ? 'GRAY' : upper
}

function isOvertone(word: string): boolean {
  return MODIFIER.test(word) || FANCY_HUES.some((hue) => hue.toUpperCase() === normalHue(word))
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}
