import { Badge, Button, Card, EmptyState, Field, Page, say, t, useFetch, useRoute } from '@bezel/admin-ui'
import { type FormEvent, useId, useState } from 'react'
import { input, stack } from './parts.tsx'
import { nounTitle } from './roles/matrix.tsx'
import type { Catalogue } from './types.ts'

interface Answer {
  allowed: boolean
  summary: string
  reasons: string[]
}

/** The question in the address, as the server asks it; null while it is not whole. */
function pathOf(search: URLSearchParams): string | null {
  const [userId, operation, recordId] = ['user', 'operation', 'record'].map((name) => search.get(name))
  if (!userId || !operation) return null
  return `/access/explain?${new URLSearchParams({ userId, operation, ...(recordId && { recordId }) })}`
}

/** Why can, or can't, this person do that? */
export function ExplainPage() {
  const { search } = useRoute()
  const { data, error } = useFetch<Answer>(pathOf(search))
  return (
    <Page title={t('accounts.explain')} intro={t('accounts.explainIntro')}>
      <Question key={search.toString()} />
      {error ? <EmptyState title={t('accounts.noAnswer')}>{(error as Error).message}</EmptyState> : null}
      {data ? <AnswerCard answer={data} /> : null}
    </Page>
  )
}

function Question() {
  const { search, setSearch } = useRoute()
  const { data } = useFetch<Catalogue>('/access/catalogue')
  const [user, setUser] = useState<unknown>(search.get('user'))
  const [operation, setOperation] = useState(search.get('operation') ?? '')
  const [record, setRecord] = useState<unknown>(search.get('record'))
  const list = useId()
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const given = { user, operation, record }
    const filled = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]))
    setSearch(new URLSearchParams(filled))
  }
  return (
    <Card>
      <form onSubmit={ask} style={{ ...stack, maxWidth: 560 }}>
        <Field
          name="user"
          field={{ kind: 'reference', label: t('accounts.person'), collection: 'users', required: true }}
          value={user}
          onChange={setUser}
        />
        <label>
          <span style={{ display: 'block', fontWeight: 500, marginBottom: 4 }}>
            {t('accounts.operation')}
          </span>
          <input
            list={list}
            value={operation}
            required
            placeholder="customers.update"
            onChange={({ target }) => setOperation(target.value)}
            style={input}
          />
          <datalist id={list}>
            {data?.operations.map(({ name, summary }) => (
              <option key={name} value={name}>
                {say(summary)}
              </option>
            ))}
          </datalist>
        </label>
        <Field
          name="record"
          field={{
            kind: 'text',
            label: t('accounts.record', { noun: nounTitle(operation.split('.')[0] ?? '') }),
            help: t('accounts.recordHelp'),
          }}
          value={record}
          onChange={setRecord}
        />
        <div>
          <Button type="submit" variant="primary" disabled={!user || !operation}>
            {t('accounts.ask')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

function AnswerCard({ answer: { allowed, summary, reasons } }: { answer: Answer }) {
  return (
    <div role="status">
      <Card
        title={t(allowed ? 'accounts.yes' : 'accounts.no')}
        aside={
          <Badge tone={allowed ? 'good' : 'problem'}>
            {t(allowed ? 'accounts.allowed' : 'accounts.refused')}
          </Badge>
        }
      >
        <p style={{ marginBottom: 8 }}>{say(summary)}</p>
        <ul style={{ margin: 0, paddingLeft: 20 }}>
          {reasons.map((reason) => (
            <li key={reason} style={{ padding: '3px 0' }}>
              {reason}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
