import { Button, Card, t } from '@bezel/admin-ui'
import { quiet, row, stack, useDownload } from '../parts.tsx'

/** Everything held about oneself, as a file; what one asks of the shop is on the account page that customers have too. */
export function DataCard() {
  const { busy, download } = useDownload('/account/personal-data', 'my-data.json')
  return (
    <Card title={t('accounts.myData')}>
      <div style={stack}>
        <p style={quiet}>{t('accounts.myDataHelp')}</p>
        <div style={row}>
          <Button icon="download" busy={busy} onClick={() => void download()}>
            {t('accounts.downloadMine')}
          </Button>
          <a href="/account/data">{t('accounts.toErasure')}</a>
        </div>
      </div>
    </Card>
  )
}
