import { ApiProblem, type Translate } from '@bezel/admin-ui/kit'
import { hasText } from '../i18n/texts.ts'

/** What the server says about a password begins with one of these; the rest of it is English, so it is said in our words. */
const reasons: [string, string][] = [
  ['must have at least', 'password.tooShort'],
  ['must have at most', 'password.tooLong'],
  ['consists of your own', 'password.own'],
  ['is one of the passwords', 'password.common'],
]

/** What went wrong, in the language of the page where we have words for it, else as the server says it. */
export function messageOf(error: unknown, t: Translate): string {
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error)
  if (error.status === 429) {
    const minutes = Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60))
    return t('problem.TOO_MANY_REQUESTS', { minutes })
  }
  const key = `problem.${error.code}`
  return hasText(key) ? t(key) : error.message
}

/** What is wrong with each field, by its name. */
export function fieldProblems(error: unknown, t: Translate): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {}
  const entries = error.errors.map(({ pointer, message }) => {
    const known = reasons.find(([start]) => message.startsWith(start))
    const number = /\d+/.exec(message)?.[0]
    return [pointer.split('/')[1] ?? '', known ? t(known[1], { number }) : message]
  })
  return Object.fromEntries(entries)
}
