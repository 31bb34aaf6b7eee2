import { randomBytes } from 'node:crypto'
import { type Context, tokenHash } from '@bezel/core'

const letters = '23456789abcdefghjkmnpqrstuvwxyz'
const codes = 10
const length = 24

/** 24 letters that cannot be mixed up, some 118 random bits, so that a plain hash keeps them: `k3m9-wx7q-…` */
function newCode(): string {
  let code = ''
  while (code.length < length) {
    // 248 is the greatest multiple of 31 in a byte: what is above would favour some letters.
    for (const byte of randomBytes(length)) if (byte < 248 && code.length < length) code += letters[byte % 31]
  }
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

function hashOf(code: string): string {
  return tokenHash(code.toLowerCase().replace(/[\s-]/g, '')).toString('hex')
}

/** Replaces the recovery codes; they are shown once, and only their hashes are kept. */
export async function makeRecoveryCodes(ctx: Context, userId: string): Promise<string[]> {
  const made = Array.from({ length: codes }, newCode)
  await ctx.db.query('delete from accounts_recovery_codes where user_id = $1', [userId])
  await ctx.db.query(
    'insert into accounts_recovery_codes (user_id, code_hash) select $1, unnest($2::text[])',
    [userId, made.map(hashOf)],
  )
  return made
}

/** Of all who come with a code exactly one uses it. */
export async function takeRecoveryCode(ctx: Context, userId: string, code: string): Promise<boolean> {
  const taken = await ctx.db.query(
    `update accounts_recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null returning user_id`,
    [userId, hashOf(code), ctx.now],
  )
  return taken.length > 0
}
