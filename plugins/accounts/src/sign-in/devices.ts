import { type Context, newToken, tokenHash } from '@bezel/core'

const cookie = 'bezel_device'
const yearSeconds = 365 * 24 * 3600

/** Browsers of one person have one token for all their accounts; it says which device this is and signs nobody in. */
function deviceHash(ctx: Context): Buffer {
  return tokenHash(ctx.client?.cookies[cookie] ?? '')
}

/** The device this request comes from, if the person of this address signed in with it before. */
export async function deviceOfEmail(ctx: Context, email: string): Promise<string | undefined> {
  const [row] = await ctx.db.query<{ id: string }>(
    `select d.id from accounts_devices d join users u on u.id = d.user_id where u.email = $1 and d.token_hash = $2`,
    [email, deviceHash(ctx)],
  )
  return row?.id
}

/** What a sign-in joins to its user, with the device's hash as `$2`. */
export const deviceJoin = 'left join accounts_devices d on d.user_id = u.id and d.token_hash = $2'
export const deviceOf = deviceHash

/**
 * Knows this browser from now on.
 * @param rememberDays how long it is not asked for a second factor; 0 leaves that as it is
 */
export async function noteDevice(
  ctx: Context,
  userId: string,
  rememberDays: number,
): Promise<{ id: string; isNew: boolean }> {
  const token = ctx.client?.cookies[cookie] ?? newToken()
  const name = ctx.client?.userAgent?.slice(0, 400) ?? null
  const [row] = await ctx.db.query<{ id: string; isNew: boolean }>(
    `insert into accounts_devices as d (id, user_id, token_hash, name, address, created_at, last_seen_at, remembered_until)
     values ($1, $2, $3, $4, $5, $6, $6, case when $7 > 0 then $6::timestamptz + make_interval(days => $7) end)
     on conflict (token_hash, user_id) do update set last_seen_at = excluded.last_seen_at, name = excluded.name,
       address = excluded.address, remembered_until = coalesce(excluded.remembered_until, d.remembered_until)
     returning id, id = $1 as "isNew"`,
    [ctx.newId(), userId, tokenHash(token), name, ctx.client?.address ?? null, ctx.now, rememberDays],
  )
  ctx.setCookie({ name: cookie, value: token, maxAgeSeconds: yearSeconds })
  return row as { id: string; isNew: boolean }
}

/** Nobody is remembered any more; where they come from stays known. */
export async function forgetRemembered(ctx: Context, userId: string): Promise<void> {
  await ctx.db.query('update accounts_devices set remembered_until = null where user_id = $1', [userId])
}
