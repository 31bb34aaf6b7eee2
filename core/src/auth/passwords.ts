import { hash, verify } from '@node-rs/argon2'

// OWASP's recommendation for argon2id, which is this library's default algorithm.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const current = `$argon2id$v=19$m=${options.memoryCost},t=${options.timeCost},p=${options.parallelism}$`

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), options)
}

/** Whether a hash was made by an earlier policy, so that it is made anew when the password is at hand. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(current)
}

// Hash of a password nobody knows; verified when the account does not exist, so that both cases take the same time.
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$44rQBLLU5wve9tm4cRaPgg$gW8JJdz2a5gOgGF8izpXy4p2NYMD/RONqaQsT6pKBDQ'

export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? decoy, password.normalize('NFKC'))
  return matches && Boolean(stored)
}
