import { type Admission, type Context, openSession } from '@bezel/core'
import { factorsOf, hasSecondFactor } from '../second-factors/state.ts'
import { noteEvent } from '../security/note.ts'
import { accounts } from '../service.ts'
import { noteDevice } from './devices.ts'

export interface Proven {
  userId: string
  /** How: `password`, `totp`, `recovery-code`, `passkey`, `link`, or a vendor's id. */
  methods: readonly string[]
  /** The person trusts this device: it is not asked for a second factor for a while. */
  remember?: boolean
}

async function isFirstDevice(ctx: Context, userId: string, deviceId: string): Promise<boolean> {
  const others = await ctx.db.query(
    'select 1 from accounts_devices where user_id = $1 and id <> $2 limit 1',
    [userId, deviceId],
  )
  return others.length === 0
}

/** Lets somebody in who proved who they are with all that it takes. */
export async function finishSignIn(ctx: Context, { userId, methods, remember }: Proven): Promise<Admission> {
  const factors = await factorsOf(ctx, userId)
  const device = await noteDevice(ctx, userId, remember ? ctx.use(accounts).settings.rememberDays : 0)
  const needsSecondFactor = factors.required && !hasSecondFactor(factors)
  await openSession(ctx, { userId, methods, deviceId: device.id, needsSecondFactor })
  const isAlarming = device.isNew && !(await isFirstDevice(ctx, userId, device.id))
  await noteEvent(ctx, isAlarming ? 'new-device' : 'signed-in', userId, methods)
  const [user] = await ctx.db.query<{ id: string; name: string; email: string }>(
    'select id, name, email::text from users where id = $1',
    [userId],
  )
  return { user: user ?? null, secondFactor: null }
}
