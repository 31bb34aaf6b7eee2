import { Button, Card, useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import { Cancelled, usePortal } from '../app/portal.ts'
import { messageOf } from '../app/problems.ts'
import { useTitle } from '../parts/entrance.tsx'
import { Form } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import form from '../styles/form.module.css'
import styles from '../styles/parts.module.css'

/** Everything held about the person, to take along; and the wish to have it erased. */
export default function MyData() {
  const { t } = useT()
  useTitle(t('nav.data'))
  return (
    <>
      <h1>{t('nav.data')}</h1>
      <Copy />
      <Erasure />
    </>
  )
}

/** Hands a file to the browser's downloads. */
function save(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

function Copy() {
  const { t } = useT()
  const { api, guarded } = usePortal()
  const [problem, setProblem] = useState<string>()
  async function download(): Promise<void> {
    try {
      const data = await guarded(() => api.get('/account/personal-data'))
      save('my-data.json', JSON.stringify(data, null, 2))
    } catch (error) {
      if (!(error instanceof Cancelled)) setProblem(messageOf(error, t))
    }
  }
  return (
    <Card title={t('data.copy')}>
      <p className={styles.lead}>{t('data.copyHelp')}</p>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <Button icon="download" onClick={() => void download()}>
        {t('data.download')}
      </Button>
    </Card>
  )
}

function Erasure() {
  const { t } = useT()
  const { api, guarded } = usePortal()
  const [asked, setAsked] = useState(false)
  return (
    <Card title={t('data.erasure')}>
      <p className={styles.lead}>{t('data.erasureHelp')}</p>
      {asked ? (
        <Notice tone="done">{t('data.asked')}</Notice>
      ) : (
        <Form
          submit={t('data.ask')}
          onSubmit={async ({ reason }) => {
            const body = reason?.trim() ? { reason: reason.trim() } : {}
            await guarded(() => api.send('/account/erasure-request', { method: 'POST', body }))
            setAsked(true)
          }}
        >
          <label className={form.field}>
            {t('data.reason')}
            <textarea name="reason" maxLength={2000} rows={3} />
          </label>
        </Form>
      )}
    </Card>
  )
}
