import { useT } from '@bezel/admin-ui/kit'
import { useEffect, useRef, useState } from 'react'
import { takeToken } from '../app/kept.ts'
import { messageOf } from '../app/problems.ts'

/** The token of the link that led here, also where the page was open before; null where none did. */
export function useToken(): string | null {
  const [token, setToken] = useState(takeToken)
  useEffect(() => {
    const change = (): void => setToken((before) => takeToken() ?? before)
    addEventListener('hashchange', change)
    return () => removeEventListener('hashchange', change)
  }, [])
  return token
}

/** Does at once, and once for each, what the link of a mail is for. @returns what went wrong */
export function useOnce(token: string | null, work: (token: string) => Promise<void>): string | undefined {
  const { t } = useT()
  const [problem, setProblem] = useState<string>()
  const done = useRef<string>(null)
  useEffect(() => {
    if (!token || done.current === token) return
    done.current = token
    setProblem(undefined)
    work(token).catch((error: unknown) => setProblem(messageOf(error, t)))
  }, [token, work, t])
  return problem
}
