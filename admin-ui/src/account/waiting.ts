import { ApiProblem } from '../api/problem.ts'
import type { Translate } from '../i18n/use-t.ts'

/** What went wrong while somebody proves who they are, in words that say what to do; the rest as the server says it. */
export function reasonOf(error: unknown, t: Translate): string {
  if (!(error instanceof ApiProblem)) return t('signIn.passkeyStopped')
  if (error.status === 429) return t('signIn.tooMany', { count: minutesOf(error) })
  switch (error.code) {
    case 'WRONG_CREDENTIALS':
    case 'VALIDATION_FAILED':
      return t('signIn.wrong')
    case 'ACCOUNTS_SECOND_FACTOR_WRONG':
      return t('signIn.codeWrong')
    case 'ACCOUNTS_PASSWORD_REFUSED':
      return error.errors[0]?.message ?? error.message
    default:
      return error.message
  }
}

const minutesOf = ({ retryAfter = 60 }: ApiProblem): number => Math.max(1, Math.ceil(retryAfter / 60))
