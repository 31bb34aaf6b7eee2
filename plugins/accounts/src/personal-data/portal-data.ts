import { type Context, eraseHistory } from '@bezel/core'

/** Where this plugin keeps what it knows of a person: heading → what a copy shows, without what proves who they are. */
const held: Record<string, string> = {
  account: `select u.id, u.name, u.email::text, u.username, u.language, u.time_zone as "timeZone", u.notifications, r.name as role,
    u.created_at as "createdAt" from users u join roles r on r.id = u.role_id where u.id = $1`,
  sessions: `select address, user_agent as "userAgent", methods, created_at as "createdAt", last_seen_at as "lastSeenAt"
    from bezel_core.sessions where user_id = $1 order by created_at`,
  devices: `select name, address, created_at as "createdAt", last_seen_at as "lastSeenAt" from accounts_devices where user_id = $1 order by created_at`,
  passkeys: `select name, created_at as "createdAt", last_used_at as "lastUsedAt" from accounts_passkeys where user_id = $1 order by created_at`,
  identities: `select provider, subject, email::text, linked_at as "linkedAt" from accounts_identities where user_id = $1 order by linked_at`,
  securityEvents: `select type, address, user_agent as "userAgent", details, created_at as "at" from security_events where user_id = $1 order by id`,
  requests: `select kind, status, reason, answer, created_at as "askedAt", handled_at as "handledAt" from data_requests where user_id = $1 order by id`,
  views: `select collection, name, query, shared from saved_views where user_id = $1 order by name`,
}

export async function collectUser(ctx: Context, userId: string): Promise<Record<string, unknown[]>> {
  const copy: Record<string, unknown[]> = {}
  for (const [heading, sql] of Object.entries(held)) copy[heading] = await ctx.db.query(sql, [userId])
  return copy
}

const deleted: [entity: string | null, table: string, column: string][] = [
  [null, 'bezel_core.sessions', 'user_id'],
  [null, 'accounts_credentials', 'user_id'],
  [null, 'accounts_recovery_codes', 'user_id'],
  [null, 'accounts_passkeys', 'user_id'],
  [null, 'accounts_devices', 'user_id'],
  [null, 'accounts_identities', 'user_id'],
  [null, 'accounts_challenges', 'user_id'],
  ['SecurityEvent', 'security_events', 'user_id'],
  ['SavedView', 'saved_views', 'user_id'],
]

/** What is left is a user without a name that nobody can sign in as, for what others keep to refer to. */
async function emptyUser(ctx: Context, userId: string): Promise<void> {
  await ctx.db.query(
    `update users set name = 'Erased', email = 'erased-' || id || '@erased.invalid', username = null, language = null, time_zone = null,
       picture_id = null, notifications = null, customer_id = null, password_hash = null, active = false, custom = '{}', version = version + 1
     where id = $1`,
    [userId],
  )
  await eraseHistory(ctx.db, 'User', [userId])
  await forgetReasons(ctx, 'user_id', userId)
}

/** What was asked and how it was answered stays; what the person said beside it goes. */
export async function forgetReasons(
  ctx: Context,
  column: 'user_id' | 'customer_id',
  id: string,
): Promise<void> {
  const requests = await ctx.db.query<{ id: string }>(
    `update data_requests set reason = null, version = version + 1 where ${column} = $1 returning id`,
    [id],
  )
  await eraseHistory(
    ctx.db,
    'DataRequest',
    requests.map(({ id }) => id),
  )
}

/** Everything about a person that has to do with signing in goes, histories, mails and pictures too. */
export async function eraseUser(ctx: Context, userId: string): Promise<void> {
  const [user] = await ctx.db.query<{ email: string }>(
    'select email::text from users where id = $1 for update',
    [userId],
  )
  if (!user) return
  for (const [entity, table, column] of deleted) {
    const gone = await ctx.db.query<{ id: string }>(
      `delete from ${table} where ${column} = $1 returning ${entity ? 'id' : `${column} as id`}`,
      [userId],
    )
    if (entity)
      await eraseHistory(
        ctx.db,
        entity,
        gone.map(({ id }) => id),
      )
  }
  await eraseByEmail(ctx, user.email)
  const files = await ctx.db.query<{ id: string }>(
    `delete from files where owner_entity = 'User' and owner_id = $1 returning id`,
    [userId],
  )
  await eraseHistory(
    ctx.db,
    'File',
    files.map(({ id }) => id),
  )
  await emptyUser(ctx, userId)
}

async function eraseByEmail(ctx: Context, email: string): Promise<void> {
  await ctx.db.query('delete from accounts_challenges where email = $1', [email])
  for (const [entity, table, column] of [
    ['Mail', 'mails', 'recipient'],
    ['Invitation', 'invitations', 'email'],
  ] as const) {
    const gone = await ctx.db.query<{ id: string }>(
      `delete from ${table} where ${column} = $1 returning id`,
      [email],
    )
    await eraseHistory(
      ctx.db,
      entity,
      gone.map(({ id }) => id),
    )
  }
}
