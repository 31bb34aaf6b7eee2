import { Button, useT } from '@bezel/admin-ui/kit'
import {
  type ComponentProps,
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useId,
  useRef,
  useState,
} from 'react'
import { Cancelled } from '../app/portal.ts'
import { fieldProblems, messageOf } from '../app/problems.ts'
import styles from '../styles/form.module.css'
import { Notice } from './notice.tsx'

export type Values = Record<string, string>
const Problems = createContext<Record<string, string>>({})

/** What is wrong with a field of this form. */
export const useFieldProblem = (name: string): string | undefined => useContext(Problems)[name]

export interface FormProps {
  submit: string
  onSubmit: (values: Values) => Promise<void>
  children: ReactNode
  /** The field that a refusal without one of its own is about, for example a wrong code. */
  blame?: string
  /** Other ways, beside the button. */
  aside?: ReactNode
}

function emptyOnes(form: HTMLFormElement, missing: string, malformed: string): Record<string, string> {
  const inputs = [...form.elements].filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && !one.validity.valid,
  )
  return Object.fromEntries(
    inputs.map(({ name, validity }) => [name, validity.valueMissing ? missing : malformed]),
  )
}

/** Sends what was typed; what is refused stands at its field, and the first such field gets the focus. */
export function Form({ submit, onSubmit, children, blame, aside }: FormProps) {
  const { t } = useT()
  const ref = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [message, setMessage] = useState<string>()
  const [busy, setBusy] = useState(false)

  function show(found: Record<string, string>, other?: string): void {
    setProblems(found)
    setMessage(Object.keys(found).length > 0 ? undefined : other)
    const first = [...(ref.current?.elements ?? [])].find((one) => (one as HTMLInputElement).name in found)
    if (first instanceof HTMLElement) first.focus()
  }

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const invalid = emptyOnes(form, t('field.missing'), t('field.malformed'))
    show(invalid)
    if (Object.keys(invalid).length > 0) return
    setBusy(true)
    try {
      const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)])
      await onSubmit(Object.fromEntries(entries))
    } catch (error) {
      if (!(error instanceof Cancelled)) refuse(form, error)
    } finally {
      setBusy(false)
    }
  }

  function refuse(form: HTMLFormElement, error: unknown): void {
    const found = fieldProblems(error, t)
    const known = Object.fromEntries(Object.entries(found).filter(([name]) => form.elements.namedItem(name)))
    const text = messageOf(error, t)
    show(Object.keys(known).length === 0 && blame ? { [blame]: text } : known, text)
  }

  return (
    <form ref={ref} className={styles.form} noValidate onSubmit={(event) => void send(event)}>
      {message ? <Notice tone="problem">{message}</Notice> : null}
      <Problems value={problems}>{children}</Problems>
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={busy}>
          {submit}
        </Button>
        {aside}
      </div>
    </form>
  )
}

export type FieldProps = ComponentProps<'input'> & {
  name: string
  label: string
  help?: ReactNode
  /** Stands in the field, at its end. */
  end?: ReactNode
}

/** A labelled input; help and what is wrong are read out with it. */
export function Field({ name, label, help, end, ...input }: FieldProps) {
  const id = useId()
  const problem = useFieldProblem(name)
  const described = [problem ? `${id}-problem` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control} data-end={end ? '' : undefined}>
        <input
          id={id}
          name={name}
          aria-invalid={problem ? true : undefined}
          aria-describedby={described || undefined}
          {...input}
        />
        {end}
      </div>
      {problem ? (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      ) : null}
      {help ? (
        <div id={`${id}-help`} className={styles.help}>
          {help}
        </div>
      ) : null}
    </div>
  )
}
