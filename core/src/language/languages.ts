import { Problem } from '../errors/problem.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { createTranslator } from './phrases.ts'

/** The language everything is written in; also the answer where no other fits. */
const DEFAULT = 'en'
/** More headers than browsers have; whoever sends others is read anew each time. */
const KEPT = 200

/** The languages a server answers in. */
export interface Languages {
  /** The best of them for an `Accept-Language` header. */
  of(header: string | undefined): string
  /** A problem as one reads it in a language; code and status stay. */
  say(problem: Problem, language: string): Problem
}

/** `de-CH,de;q=0.9,en;q=0.8` → the first language we have. */
function choose(header: string, known: ReadonlySet<string>): string {
  const asked = header.split(',').map((part, at) => {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';')
    const quality = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find(Boolean)
    return { language: tag.split('-')[0] as string, quality: Number(quality ?? 1), at }
  })
  const best = asked
    .filter(({ language, quality }) => quality > 0 && known.has(language))
    .sort((a, b) => b.quality - a.quality || a.at - b.at)
  return best[0]?.language ?? DEFAULT
}

type Say = (text: string) => string | undefined

function translated(problem: Problem, say: Say): Problem {
  const { code, status, summary, message, errors, retryAfterSeconds } = problem
  const general = say(summary)
  // Better the general sentence with the particulars as they are than none of them.
  const detail = say(message) ?? (general && message !== summary ? `${general} (${message})` : general)
  return new Problem(
    { code, status, message: summary },
    {
      detail: detail ?? message,
      errors: errors.map(({ pointer, message }) => ({ pointer, message: say(message) ?? message })),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
  )
}

/** Gathers the translations of all plugins. */
export function createLanguages(plugins: readonly Pick<Plugin, 'translations'>[]): Languages {
  const names = new Set(plugins.flatMap(({ translations }) => Object.keys(translations)))
  const translators = new Map(
    [...names].map((name): [string, Say] => [
      name,
      createTranslator(Object.assign({}, ...plugins.map(({ translations }) => translations[name]))),
    ]),
  )
  const known = new Set([DEFAULT, ...names])
  const chosen = new Map<string, string>()
  return {
    of(header) {
      if (header === undefined) return DEFAULT
      const kept = chosen.get(header)
      if (kept !== undefined) return kept
      const language = choose(header, known)
      if (chosen.size < KEPT) chosen.set(header, language)
      return language
    },
    say(problem, language) {
      const say = translators.get(language)
      return say ? translated(problem, say) : problem
    },
  }
}
