import { type FancyColor, type FancyIntensity, parseFancyHue } from '../domain/index.ts'

/** Longer codes first: `FVLY` must not read as `FV` and a hue `LY`. */
const INTENSITIES: readonly (readonly [code: string, intensity: FancyIntensity])[] = [
  ['FINT', 'Fancy Intense'],
  ['FDK', 'Fancy Dark'],
  ['FDP', 'Fancy Deep'],
  ['FLT', 'Fancy Light'],
  ['FIN', 'Fancy Intense'],
  ['FV', 'Fancy Vivid'],
  ['FI', 'Fancy Intense'],
  ['FD', 'Fancy Deep'],
  ['FL', 'Fancy Light'],
  ['VL', 'Very Light'],
  ['FT', 'Faint'],
  ['LT', 'Light'],
  ['F', 'Fancy'],
  ['L', 'Light'],
]

/** A fancy colour in one word, as lists without room write it: `FLY` is Fancy Light Yellow, `FVPK` Fancy Vivid Pink. */
export function parseFancyCode(text: string): FancyColor | undefined {
  const code = text.trim().toUpperCase()
  if (!/^[A-Z]{2,6}$/.test(code)) return undefined
  for (const [start, intensity] of INTENSITIES) {
    const hue = code.startsWith(start) ? parseFancyHue(code.slice(start.length)) : undefined
    if (hue !== undefined) return { intensity, hue, overtones: [] }
  }
  return undefined
}
