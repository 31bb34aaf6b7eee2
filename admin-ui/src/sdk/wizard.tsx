import { type ReactNode, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { Steps } from '../ui/steps.tsx'
import { notify } from '../ui/toast.tsx'
import styles from './wizard.module.css'

export interface WizardStep {
  title: string
  content: ReactNode
  /** Runs before going on; a rejection is shown and one stays. */
  leave?: () => Promise<void> | void
  /** Going on is not possible yet. */
  blocked?: boolean
}

export interface WizardProps {
  steps: WizardStep[]
  /** The word on the last button. */
  finish: string
  onFinish: () => Promise<void> | void
}

/** A task in steps. The step is in the address, so one can leave, come back and share it. */
export function Wizard({ steps, finish, onFinish }: WizardProps) {
  const { t } = useT()
  const [params, setParams] = useSearchParams()
  const [busy, setBusy] = useState(false)
  const at = Math.min(steps.length - 1, Math.max(0, Number(params.get('step') ?? 1) - 1))
  const step = steps[at]
  const last = at === steps.length - 1
  const go = (index: number): void =>
    setParams((old) => {
      old.set('step', String(index + 1))
      return old
    })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is the trigger
  useEffect(() => document.getElementById('wizard-step')?.focus({ preventScroll: true }), [at])
  const next = async (): Promise<void> => {
    setBusy(true)
    try {
      await step?.leave?.()
      if (last) await onFinish()
      else go(at + 1)
    } catch (error) {
      notify({ text: error instanceof Error ? error.message : String(error), tone: 'problem' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Steps titles={steps.map((one) => one.title)} current={at} />
      <section id="wizard-step" tabIndex={-1} className={styles.step} aria-label={step?.title}>
        {step?.content}
      </section>
      <div className={styles.bar}>
        {at > 0 ? (
          <Button onClick={() => go(at - 1)} disabled={busy}>
            {t('common.back')}
          </Button>
        ) : null}
        <Button variant="primary" busy={busy} disabled={step?.blocked} onClick={() => void next()}>
          {last ? finish : t('common.next')}
        </Button>
      </div>
    </div>
  )
}
