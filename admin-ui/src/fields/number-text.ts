export interface NumberStyle {
  /** Decimals the value keeps. */
  decimals: number
  /** The writer's language: it says whether `1,234` has decimals. */
  locale: string
}

/**
 * A number as people type it → digits with a decimal point: `1.234,50`, `1,234.50` and `1234.5` are the same amount.
 * Where a mark could be either, three digits behind a mark that is not the language's decimal one are thousands,
 * unless the value keeps three decimals anyway.
 */
export function plainNumber(text: string, { decimals, locale }: NumberStyle): string {
  const bare = text.replace(/[\s'’]/g, '')
  const marks = bare.match(/[.,]/g) ?? []
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'))
  if (last === -1) return bare
  const mark = bare.charAt(last)
  const alone = marks.every((one) => one === mark)
  const repeated = alone && marks.length > 1
  const thousands = alone && bare.length - last === 4 && mark !== decimalMark(locale) && decimals < 3
  if (repeated || thousands) return bare.replaceAll(mark, '')
  return `${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`
}

const decimalMark = (locale: string): string => new Intl.NumberFormat(locale).format(1.5).charAt(1)

/** The number a text stands for; undefined when it is none or has too many decimals. */
export function readNumber(text: string, style: NumberStyle): number | undefined {
  const clean = plainNumber(text, style)
  const match = /^-?\d+(?:\.(\d*))?$/.exec(clean)
  if (!match || (match[1]?.length ?? 0) > style.decimals) return undefined
  return Number(clean)
}
