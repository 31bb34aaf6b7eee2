import { notify, useT } from '@bezel/admin-ui/kit'
import { Cancelled, usePortal } from '../app/portal.ts'
import { messageOf } from '../app/problems.ts'

/** Does what a button is for, asking for a confirmation where the server wants one, and tells what went wrong. */
export function useAct(): (work: () => Promise<unknown>, done?: string) => Promise<void> {
  const { t } = useT()
  const { guarded } = usePortal()
  return async (work, done) => {
    try {
      await guarded(work)
      if (done) notify(done)
    } catch (error) {
      if (!(error instanceof Cancelled)) notify({ text: messageOf(error, t), tone: 'problem' })
    }
  }
}
