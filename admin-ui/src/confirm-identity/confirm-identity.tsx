import { lazy, Suspense, useEffect, useState } from 'react'
import type { Api } from '../api/client.ts'

const Dialog = lazy(() =>
  import('./confirm-dialog.tsx').then((module) => ({ default: module.ConfirmDialog })),
)

/** Asks who is there whenever an operation takes it; what was refused then goes on by itself. */
export function ConfirmIdentity({ api, onAgain }: { api: Api; onAgain: () => void }) {
  const [question, setQuestion] = useState<{ answer: (confirmed: boolean) => void }>()
  useEffect(() => {
    api.onStepUp(() => new Promise((answer) => setQuestion({ answer })))
    return () => api.onStepUp(() => Promise.resolve(false))
  }, [api])
  if (!question) return null
  const close = (confirmed: boolean): void => {
    setQuestion(undefined)
    question.answer(confirmed)
  }
  return (
    <Suspense>
      <Dialog api={api} onClose={close} onAgain={onAgain} />
    </Suspense>
  )
}
