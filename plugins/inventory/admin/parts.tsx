import { Button, Field, notify, t } from '@bezel/admin-ui'
import { type FormEvent, useEffect, useRef, useState } from 'react'

export const row = { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 12 } as const

export function failed(error: unknown): void {
  notify({ text: error instanceof Error ? error.message : String(error), tone: 'problem' })
}

/** Large enough for a glance from where one stands. */
const scan = {
  width: '100%',
  height: 48,
  padding: '0 14px',
  border: '1px solid var(--line-strong)',
  borderRadius: 8,
  background: 'var(--surface)',
  color: 'var(--ink)',
  fontFamily: 'inherit',
  fontSize: 20,
} as const

export interface ScanFieldProps {
  onScan: (code: string) => void
  label: string
  button: string
}

/** Where a scanner types: it keeps the focus, for nobody at a counter has a hand free for the mouse. */
export function ScanField({ onScan, label, button }: ScanFieldProps) {
  const [code, setCode] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const back = () => {
      // Only when nothing else took it: other fields on the page can still be typed into.
      if (document.activeElement === document.body) input.current?.focus()
    }
    back()
    const timer = setInterval(back, 400)
    return () => clearInterval(timer)
  }, [])
  const take = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim()) onScan(code.trim())
    setCode('')
    input.current?.focus()
  }
  return (
    <form onSubmit={take} style={row}>
      <label style={{ flex: '1 1 260px' }}>
        <span style={{ display: 'block', fontSize: 13, marginBottom: 4 }}>{label}</span>
        <input
          ref={input}
          value={code}
          onChange={({ target }) => setCode(target.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          style={scan}
        />
      </label>
      <Button variant="primary" type="submit">
        {button}
      </Button>
    </form>
  )
}

export interface ChoiceProps {
  name: string
  label: string
  value: string
  options: string[]
  onChange: (value: string) => void
}

/** One of a few, each named by its own text. */
export function Choice({ name, label, value, options, onChange }: ChoiceProps) {
  const named = options.map((option) => ({ value: option, label: t(`inventory.${option}`) }))
  return (
    <Field
      name={name}
      field={{ kind: 'enum', label, options: named, required: true }}
      value={value}
      onChange={(next) => onChange(String(next ?? value))}
    />
  )
}

export interface TickProps {
  name: string
  label: string
  value: boolean
  onChange: (value: boolean) => void
}

export function Tick({ name, label, value, onChange }: TickProps) {
  return (
    <Field
      name={name}
      field={{ kind: 'boolean', label }}
      value={value}
      onChange={(next) => onChange(next === true)}
    />
  )
}
