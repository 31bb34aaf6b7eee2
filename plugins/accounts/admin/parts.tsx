import { ApiProblem, Button, notify, t, useApi } from '@bezel/admin-ui'
import { type CSSProperties, type ReactNode, useState } from 'react'
import type { Place, Program } from './types.ts'

export const row = { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 10 } as const
export const stack = { display: 'grid', gap: 14 } as const
/** Fields of the admin bring their distance along; what stands between them brings it by `apart`. */
export const fields = { display: 'grid', gap: 4 } as const
export const apart = { marginTop: 14 } as const
export const quiet = { color: 'var(--ink-2)', fontSize: 14 } as const
const plain = { listStyle: 'none', margin: 0, padding: 0 } as const

export function failed(error: unknown): void {
  notify({ text: error instanceof Error ? error.message : String(error), tone: 'problem' })
}

/** What the server found wrong with the field that was sent, or else with the whole. */
export function problemOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.errors[0]?.message ?? error.message
  return String(error)
}

/** Reads what the server holds at a path and hands it to the browser's downloads. */
export function useDownload(path: string, name: string) {
  const api = useApi()
  const [busy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    try {
      const data = await api.get<object>(path)
      const href = URL.createObjectURL(
        new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }),
      )
      Object.assign(document.createElement('a'), { href, download: name }).click()
      setTimeout(() => URL.revokeObjectURL(href), 10_000)
    } catch (error) {
      failed(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, download }
}

/** Words for a date and time, short, in the reader's language. */
export function when(value: string | null | undefined): string {
  if (!value) return t('accounts.never')
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(value))
}

/** "Chrome on Windows"; programs are named as they call themselves. */
export function deviceOf({ browser, system }: Program, calledItself?: string | null): string {
  if (browser && system) return t('accounts.device', { browser, system })
  return browser || calledItself?.slice(0, 60) || t('accounts.unknownDevice')
}

/** The network something came from, with its address. */
export function networkOf({ network, address }: Place): string {
  const words = network && t(`accounts.network_${network.replaceAll('-', '_')}`)
  return [words, address].filter(Boolean).join(' · ') || '–'
}

/** Lines with something to do at their end. */
export function Lines({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul style={plain} aria-label={label}>
      {children}
    </ul>
  )
}

export function Line({
  title,
  detail,
  children,
}: {
  title: ReactNode
  detail: ReactNode
  children?: ReactNode
}) {
  return (
    <li style={{ ...row, padding: '10px 0', borderTop: '1px solid var(--line)' }}>
      <div style={{ flex: '1 1 200px', minWidth: 0 }}>
        <div style={{ ...row, gap: 8, fontWeight: 500, overflowWrap: 'anywhere' }}>{title}</div>
        <div style={quiet}>{detail}</div>
      </div>
      {children}
    </li>
  )
}

interface SureProps {
  label: string
  /** What will happen, on the second button. */
  confirm: string
  busy?: boolean
  onConfirm: () => void
}

/** A button for what cannot be taken back: it asks once more, in its own place. */
export function Sure({ label, confirm, busy, onConfirm }: SureProps) {
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <Button variant="danger" busy={busy} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  return (
    <span style={{ ...row, gap: 6 }}>
      <Button onClick={() => setAsking(false)} autoFocus>
        {t('accounts.keep')}
      </Button>
      <Button
        variant="danger"
        busy={busy}
        onClick={() => {
          setAsking(false)
          onConfirm()
        }}
      >
        {confirm}
      </Button>
    </span>
  )
}

export const input: CSSProperties = {
  width: '100%',
  minHeight: 38,
  padding: '6px 10px',
  border: '1px solid var(--field-line)',
  borderRadius: 6,
  backgroundColor: 'var(--surface)',
  color: 'var(--ink)',
  font: 'inherit',
  fontSize: 15.5,
}

/** Looks as the admin's own choices do. */
export const select: CSSProperties = {
  ...input,
  appearance: 'none',
  paddingRight: 30,
  textOverflow: 'ellipsis',
  backgroundImage:
    'linear-gradient(45deg, transparent 50%, var(--ink-2) 50%), linear-gradient(135deg, var(--ink-2) 50%, transparent 50%)',
  backgroundPosition: 'right 17px center, right 12px center',
  backgroundSize: '5px 5px',
  backgroundRepeat: 'no-repeat',
}

interface SecretProps {
  name: string
  label: string
  autoComplete: 'current-password' | 'new-password'
  help?: string
  /** Characters it takes; how many are missing is told while it is typed. */
  least?: number
}

/** A field for a password, which no draft and no list of suggestions keeps. */
export function Secret({ name, label, autoComplete, help, least = 0 }: SecretProps) {
  const [length, setLength] = useState(0)
  const missing = length > 0 ? least - length : 0
  return (
    <label style={{ ...apart, display: 'block' }}>
      <span style={{ display: 'block', fontWeight: 500, marginBottom: 4 }}>{label}</span>
      <input
        name={name}
        type="password"
        autoComplete={autoComplete}
        required
        style={input}
        onChange={({ target }) => setLength([...target.value.normalize('NFKC')].length)}
      />
      {help ? <span style={quiet}>{help}</span> : null}
      <span role="status" style={{ ...quiet, display: 'block', color: 'var(--amber)' }}>
        {missing > 0 ? t('accounts.missing', { count: missing }) : null}
      </span>
    </label>
  )
}

interface TickProps {
  label: string
  help?: string
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** Yes or no, with what it means beside it. */
export function Tick({ label, help, checked, disabled, onChange }: TickProps) {
  return (
    <label style={{ ...row, flexWrap: 'nowrap', alignItems: 'start', padding: '4px 0' }}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
        style={{ width: 17, height: 17, margin: '3px 0 0', flex: 'none', accentColor: 'var(--accent)' }}
      />
      <span>
        <span style={{ display: 'block', fontWeight: 500 }}>{label}</span>
        {help ? <span style={quiet}>{help}</span> : null}
      </span>
    </label>
  )
}
