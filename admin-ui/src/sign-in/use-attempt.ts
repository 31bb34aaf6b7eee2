import { useState } from 'react'
import { reasonOf } from '../account/waiting.ts'
import { useT } from '../i18n/use-t.ts'

/** Does what may be refused: busy meanwhile, and the reason in words afterwards. */
export function useAttempt() {
  const { t } = useT()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(reasonOf(error, t))
    } finally {
      setBusy(false)
    }
  }
  return { problem, busy, attempt }
}
