/** What a cell's number means by the format it is shown in. */
export type NumberMeaning = 'number' | 'percent' | 'date' | 'time' | 'padded'

export interface NumberFormat {
  meaning: NumberMeaning
  /** Digits to fill up with zeros (`00000`, for postal codes). */
  width: number
}

export const GENERAL: NumberFormat = { meaning: 'number', width: 0 }

/** Formats that files name by number only (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates). */
function builtIn(id: number): NumberFormat {
  if (id === 9 || id === 10) return { meaning: 'percent', width: 0 }
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return { meaning: 'time', width: 0 }
  const isDate = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  return isDate ? { meaning: 'date', width: 0 } : GENERAL
}

/** The meaning of format `id`, whose code stands in `codes` unless it is built in. */
export function numberFormat(id: number, codes: ReadonlyMap<number, string>): NumberFormat {
  const code = codes.get(id)
  return code === undefined ? builtIn(id) : readFormatCode(code)
}

/** Reads a code like `dd/mm/yyyy`, `0.0%`, `[$-409]h:mm AM/PM`, `00000`; only its first section counts. */
export function readFormatCode(code: string): NumberFormat {
  const bare =
    code
      .replace(/"[^"]*"|\\.|_.|\*./g, '')
      .replace(/\[(?!(h+|m+|s+)\])[^\]]*\]/gi, '')
      .split(';', 1)[0]
      ?.toLowerCase() ?? ''
  if (/^general$/.test(bare.trim())) return GENERAL
  if (/[yd]/.test(bare) || /m{3,}/.test(bare)) return { meaning: 'date', width: 0 }
  if (/[hs]/.test(bare)) return { meaning: 'time', width: 0 }
  if (/^m+$/.test(bare.trim())) return { meaning: 'date', width: 0 }
  if (bare.includes('%')) return { meaning: 'percent', width: 0 }
  if (/^0{2,}$/.test(bare.trim())) return { meaning: 'padded', width: bare.trim().length }
  return GENERAL
}
