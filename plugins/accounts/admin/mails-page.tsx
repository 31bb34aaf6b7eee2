import { Button, Card, CopyButton, EmptyState, Page, type Row, t, useList } from '@bezel/admin-ui'
import { quiet, row, stack, when } from './parts.tsx'

interface Mail extends Row {
  recipient: string
  subject: string
  text: string
  createdAt: string
}

/** What somebody looks for in a mail: its link, and its code. */
export function proofsIn(text: string): { link: string | undefined; code: string | undefined } {
  return { link: /https?:\/\/\S+#token=\S+/.exec(text)?.[0], code: /: (\d{6})\b/.exec(text)?.[1] }
}

/** Mails that a shop without a mailer keeps instead of sending them. */
export function MailsPage() {
  const mails = useList<Mail>('mails', { sort: '-id', limit: 20 })
  return (
    <Page
      title={t('accounts.mails')}
      intro={t('accounts.mailsIntro')}
      actions={<Button onClick={mails.reload}>{t('accounts.reload')}</Button>}
    >
      {mails.rows.length === 0 && !mails.loading ? (
        <EmptyState icon="file" title={t('accounts.noMails')}>
          {t('accounts.noMailsWhy')}
        </EmptyState>
      ) : null}
      {mails.rows.map((mail) => (
        <MailCard key={mail.id} mail={mail} />
      ))}
      {mails.hasMore ? <Button onClick={mails.loadMore}>{t('accounts.more')}</Button> : null}
    </Page>
  )
}

function MailCard({ mail: { subject, recipient, text, createdAt } }: { mail: Mail }) {
  const { link, code } = proofsIn(text)
  return (
    <Card title={subject} aside={<span>{when(createdAt)}</span>}>
      <div style={stack}>
        <p style={quiet}>{t('accounts.mailTo', { recipient })}</p>
        <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text.trim()}</p>
        {link || code ? (
          <div style={row}>
            {code ? (
              <>
                <strong style={{ fontSize: 20, letterSpacing: '0.12em' }}>{code}</strong>
                <CopyButton text={code} label={t('accounts.code')} />
              </>
            ) : null}
            {link ? (
              <a href={link} target="_blank" rel="noreferrer">
                {t('accounts.openLink')}
              </a>
            ) : null}
          </div>
        ) : null}
      </div>
    </Card>
  )
}
