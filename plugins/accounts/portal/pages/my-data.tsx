import { Badge, Button, Card, useT } from '@bezel/admin-ui/kit'
import { type ReactNode, useState } from 'react'
import { Cancelled, usePortal } from '../app/portal.ts'
import { messageOf } from '../app/problems.ts'
import { useTitle } from '../parts/entrance.tsx'
import { Form } from '../parts/form.tsx'
import { Item, Items } from '../parts/list.tsx'
import { Notice } from '../parts/notice.tsx'
import { useAsked } from '../parts/use-asked.ts'
import { When } from '../parts/when.tsx'
import form from '../styles/form.module.css'
import styles from '../styles/parts.module.css'

type Kind = 'copy' | 'erasure'

interface Request {
  id: string
  kind: Kind
  status: 'open' | 'done' | 'refused'
  answer: string | null
  createdAt: string
}

/** Everything held about the person, to take along; the wish to have it on paper or erased; and what became of such wishes. */
export default function MyData() {
  const { t } = useT()
  const { data, reload } = useAsked<{ requests: Request[] }>('/account/data-requests')
  useTitle(t('nav.data'))
  const requests = data?.requests ?? []
  const waits = (kind: Kind) => requests.some((one) => one.kind === kind && one.status === 'open')
  return (
    <>
      <h1>{t('nav.data')}</h1>
      {requests.length > 0 ? <Requests requests={requests} /> : null}
      <Card title={t('data.copy')}>
        <p className={styles.lead}>{t('data.copyHelp')}</p>
        {data ? (
          <Ask kind="copy" isOpen={waits('copy')} onAsked={reload}>
            <Download />
          </Ask>
        ) : null}
      </Card>
      <Card title={t('data.erasure')}>
        <p className={styles.lead}>{t('data.erasureHelp')}</p>
        {data ? <Ask kind="erasure" isOpen={waits('erasure')} onAsked={reload} /> : null}
      </Card>
    </>
  )
}

const tones = { open: 'info', done: 'good', refused: 'warning' } as const

function Requests({ requests }: { requests: Request[] }) {
  const { t } = useT()
  return (
    <Card title={t('data.requests')}>
      <Items>
        {requests.map(({ id, kind, status, answer, createdAt }) => (
          <Item
            key={id}
            title={t(`data.kind.${kind}`)}
            facts={
              <>
                {t('data.askedOn')} <When at={createdAt} />
                {answer ? <span className={styles.answer}>{answer}</span> : null}
              </>
            }
            action={<Badge tone={tones[status]}>{t(`data.status.${status}`)}</Badge>}
          />
        ))}
      </Items>
    </Card>
  )
}

/** Hands a file to the browser's downloads. */
function save(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

function Download() {
  const { t } = useT()
  const { api, guarded } = usePortal()
  const [problem, setProblem] = useState<string>()
  async function download(): Promise<void> {
    setProblem(undefined)
    try {
      const data = await guarded(() => api.get('/account/personal-data'))
      save('my-data.json', JSON.stringify(data, null, 2))
    } catch (error) {
      if (!(error instanceof Cancelled)) setProblem(messageOf(error, t))
    }
  }
  return (
    <>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <Button icon="download" onClick={() => void download()}>
        {t('data.download')}
      </Button>
    </>
  )
}

const paths = { copy: '/account/copy-request', erasure: '/account/erasure-request' }

interface AskProps {
  kind: Kind
  /** The shop has such a request already. */
  isOpen: boolean
  onAsked: () => Promise<void>
  /** What can be done without asking. */
  children?: ReactNode
}

function Ask({ kind, isOpen, onAsked, children }: AskProps) {
  const { t } = useT()
  const { api, guarded } = usePortal()
  const [writing, setWriting] = useState(false)
  if (!writing)
    return (
      <>
        <div className={styles.ways}>
          {children}
          {isOpen ? null : <Button onClick={() => setWriting(true)}>{t(`data.begin.${kind}`)}</Button>}
        </div>
        {isOpen ? <Notice tone="done">{t('data.asked')}</Notice> : null}
      </>
    )
  return (
    <Form
      submit={t(`data.ask.${kind}`)}
      aside={
        <Button variant="quiet" onClick={() => setWriting(false)}>
          {t('cancel')}
        </Button>
      }
      onSubmit={async ({ reason }) => {
        const body = reason?.trim() ? { reason: reason.trim() } : {}
        await guarded(() => api.send(paths[kind], { method: 'POST', body }))
        setWriting(false)
        await onAsked()
      }}
    >
      <label className={form.field}>
        {t('data.reason')}
        <textarea name="reason" maxLength={2000} rows={3} />
      </label>
    </Form>
  )
}
