import { type Context, defineJob, type JobRun } from '@bezel/core'
import { StoredMail } from '../entities.ts'
import type { Mail } from '../ports/mailer.ts'
import { isOptional, isTold } from '../security/types.ts'
import { accounts } from '../service.ts'
import { eventMail, type Reader, type Told } from './compose.ts'
import { prepareMail } from './prepare.ts'

/** Sends a mail, or keeps it for looking at where the shop is in development and has no mailer. Never in a transaction. */
async function deliver(step: JobRun['step'], mail: Mail): Promise<void> {
  const { mailer, hasOutbox } = await step(async (ctx) => ctx.use(accounts))
  if (mailer) return mailer.send(mail)
  if (!hasOutbox)
    throw new Error(
      'Nothing delivers mail. Set up an adapter for it, such as email-smtp: EMAIL_SMTP_HOST and EMAIL_SMTP_FROM.',
    )
  const { to: recipient, subject, text, html = null } = mail
  await step(async (ctx) => {
    await ctx.records(StoredMail).create({ recipient, subject, text, html })
  })
}

export const sendMail = defineJob({
  name: 'accounts.send-mail',
  summary: 'Send the mail that a registration, a recovery or an invitation waits for',
  maxAttempts: 8,
  timeoutSeconds: 60,
  async steps({ step }, { challengeId }) {
    const mail = await step((ctx) => prepareMail(ctx, challengeId as string))
    if (mail) await deliver(step, mail)
  },
})

interface Happened extends Told {
  readers: Reader[]
}

/** Who is told of an event: the person, and about an owner all owners; without those who chose not to hear of its kind. */
async function readEvent({ db }: Context, eventId: string): Promise<Happened | undefined> {
  const [event] = await db.query<Told & { readers: (Reader & { wants: boolean })[] }>(
    `select e.type, e.created_at as at, u.name as whose,
       (select coalesce(json_agg(json_build_object('to', o.email, 'language', o.language, 'timeZone', o.time_zone,
            'wants', coalesce((o.notifications ->> 'securityMail')::boolean, true)) order by o.id), '[]')
          from users o join roles r on r.id = o.role_id
          where o.active and (o.id = u.id or ('*' = any(r.permissions) and '*' = any(own.permissions)))) as readers
     from security_events e join users u on u.id = e.user_id join roles own on own.id = u.role_id where e.id = $1`,
    [eventId],
  )
  if (!event || !isTold(event.type)) return undefined
  return { ...event, readers: event.readers.filter(({ wants }) => wants || !isOptional(event.type)) }
}

export const tellEvent = defineJob({
  name: 'accounts.tell-event',
  summary: 'Tell a person, and about owners all owners, what happened to an account',
  maxAttempts: 8,
  timeoutSeconds: 120,
  async steps({ step }, { eventId }) {
    const [happened, publicUrl] = await step(
      async (ctx) => [await readEvent(ctx, eventId as string), ctx.use(accounts).publicUrl] as const,
    )
    for (const reader of happened?.readers ?? [])
      await deliver(step, eventMail(reader, publicUrl, happened as Told))
  },
})

export const tidyAccounts = defineJob({
  name: 'accounts.tidy-up',
  schedule: '41 * * * *',
  summary:
    'Delete what is kept for a while only: old links and codes, kept mails, devices not seen for a year, old security events',
  maxAttempts: 3,
  async steps({ step }) {
    await step(async (ctx) => {
      const { now, db } = ctx
      await db.query(
        `delete from accounts_challenges where expires_at < $1::timestamptz - interval '1 day'`,
        [now],
      )
      await db.query(`delete from mails where created_at < $1::timestamptz - interval '7 days'`, [now])
      await db.query(
        `delete from accounts_devices where last_seen_at < $1::timestamptz - interval '1 year'`,
        [now],
      )
      await db.query(`delete from security_events where created_at < $1::timestamptz - interval '1 year'`, [
        now,
      ])
    })
  },
})
