import { useState } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'

export interface CopyButtonProps {
  text: string
  /** What is copied, for those who hear the button. */
  label?: string
}

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useT()
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <Button
      icon={copied ? 'check' : 'file'}
      aria-label={label ? `${t('factor.copy')}: ${label}` : undefined}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{t(copied ? 'factor.copied' : 'factor.copy')}</span>
    </Button>
  )
}
