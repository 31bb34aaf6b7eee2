import type { Context } from '@bezel/core'
import { takeRecoveryCode } from './recovery-codes.ts'
import { takeTotp } from './totp.ts'

/** Takes what somebody entered as second factor, a code of the app or a recovery code. Undefined where it is neither. */
export async function takeCode(
  ctx: Context,
  userId: string,
  code: string,
): Promise<'totp' | 'recovery-code' | undefined> {
  if (/^[\d\s]{6,8}$/.test(code)) return (await takeTotp(ctx, userId, code)) ? 'totp' : undefined
  return (await takeRecoveryCode(ctx, userId, code)) ? 'recovery-code' : undefined
}
