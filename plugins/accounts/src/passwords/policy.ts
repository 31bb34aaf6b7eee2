import { type Context, Problem } from '@bezel/core'
import { passwordRefused } from '../errors.ts'
import { accounts } from '../service.ts'
import { loadCommon } from './common.ts'

/** Words of the person itself that a password must not consist of. */
export interface Person {
  email: string
  name?: string | null | undefined
  username?: string | null | undefined
}

function ownWords({ email, name, username }: Person): string[] {
  const words = [email, ...email.split(/[@.+_-]/), ...(name ?? '').split(/\s+/), username ?? '', 'bezel']
  return words.map((word) => word.normalize('NFKC').toLowerCase()).filter((word) => word.length >= 4)
}

/** Whether little is left of a password without the words that a stranger would try first. */
function isOwn(password: string, person: Person): boolean {
  const words = ownWords(person).sort((a, b) => b.length - a.length)
  const folded = password.normalize('NFKC').toLowerCase()
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), folded)
  return rest !== folded && [...rest].length < 8
}

const longest = 128

/** How many characters a person sees: each code point of the normalised text counts as one. */
export function lengthOf(password: string): number {
  return [...password.normalize('NFKC')].length
}

async function whyNot(password: string, person: Person, minimum: number): Promise<string | undefined> {
  const length = lengthOf(password)
  if (length < minimum)
    return `must have at least ${minimum} characters. Several words that do not belong together are easy to keep in mind.`
  if (length > longest) return `must have at most ${longest} characters`
  if (isOwn(password, person)) return 'consists of your own name or address, which strangers try first'
  const isCommon = await loadCommon()
  return isCommon(password) ? 'is one of the passwords that everybody tries first' : undefined
}

/** @throws Problem ACCOUNTS_PASSWORD_REFUSED, saying why (NIST SP 800-63B: length and known passwords, no rules of composition) */
export async function assertGoodPassword(
  ctx: Context,
  password: string,
  person: Person,
  hasSecondFactor = false,
): Promise<void> {
  const { passwordMinimum, passwordMinimumWithSecondFactor } = ctx.use(accounts).settings
  const minimum = hasSecondFactor ? passwordMinimumWithSecondFactor : passwordMinimum
  const message = await whyNot(password, person, minimum)
  if (message) throw new Problem(passwordRefused, { errors: [{ pointer: '/password', message }] })
}
