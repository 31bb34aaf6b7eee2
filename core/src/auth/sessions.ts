import type { Kernel } from '../app/kernel.ts'
import { wrongCredentials } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { forgetAttempts, limitAttempts } from './attempts.ts'
import { verifyPassword } from './passwords.ts'
import { newToken, tokenHash } from './tokens.ts'

const sessionHours = 12

interface Credentials {
  email: string
  password: string
  /** Address the request came from. */
  address: string
}

/**
 * Checks e-mail and password and opens a session.
 * @returns the session's token, for the cookie; only its hash is kept.
 * @throws Problem WRONG_CREDENTIALS alike for unknown accounts, wrong passwords and inactive users; TOO_MANY_REQUESTS
 */
export async function signIn(
  { database, environment }: Kernel,
  { email, password, address }: Credentials,
): Promise<string> {
  const subject = `account:${email.trim().toLowerCase()}`
  await limitAttempts(database, subject, 10)
  await limitAttempts(database, `address:${address}`, 100)
  const [user] = await database.query<{ id: string; passwordHash: string | null }>(
    'select id, password_hash as "passwordHash" from users where email = $1 and active',
    [email.trim()],
  )
  if (!(await verifyPassword(user?.passwordHash, password)) || !user) throw new Problem(wrongCredentials)
  await forgetAttempts(database, subject)
  const token = newToken()
  await database.query(
    `insert into bezel_core.sessions (id, token_hash, user_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, now(), now(), now() + make_interval(hours => $4))`,
    [environment.newId(), tokenHash(token), user.id, sessionHours],
  )
  return token
}

export async function signOut({ database }: Kernel, token: string): Promise<void> {
  await database.query('delete from bezel_core.sessions where token_hash = $1', [tokenHash(token)])
}
