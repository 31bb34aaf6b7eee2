import { useCallback, useMemo, useRef, useState } from 'react'
import { useApp } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { checkValues } from './check.ts'
import { changedKeys, type EntityLookup, type Values } from './values.ts'

export interface FormState {
  values: Values
  errors: Record<string, string>
  /** Mistakes that belong to no field. */
  general: string[]
  dirty: boolean
  /** The same, for handlers that run after the next render. */
  isDirty: () => boolean
  changed: string[]
  lookup: EntityLookup
  set: (key: string, value: unknown) => void
  setValues: (values: Values) => void
  setErrors: (errors: Record<string, string>, general: string[]) => void
  /** Checks on this side; false when something must be put right first. */
  check: () => boolean
  /** Takes the present values as the saved ones. */
  settle: () => void
}

export function useForm(entity: EntityDescriptor, initial: Values): FormState {
  const { t } = useT()
  const { manifest } = useApp()
  const [base, setBase] = useState(initial)
  const [values, setValues] = useState(initial)
  const [mistakes, setMistakes] = useState<{ errors: Record<string, string>; general: string[] }>({
    errors: {},
    general: [],
  })
  const settled = useRef(false)
  const lookup = useCallback(
    (collection: string) => manifest.entities.find((one) => one.collection === collection),
    [manifest],
  )
  const changed = useMemo(() => changedKeys(base, values), [base, values])

  const set = useCallback((key: string, value: unknown) => {
    settled.current = false
    setValues((old) => ({ ...old, [key]: value }))
    setMistakes((old) => ({ ...old, errors: without(old.errors, key) }))
  }, [])
  const setErrors = useCallback(
    (errors: Record<string, string>, general: string[]) => setMistakes({ errors, general }),
    [],
  )
  const check = (): boolean => {
    const errors = checkValues(entity, values, lookup, t)
    setMistakes({ errors, general: [] })
    return Object.keys(errors).length === 0
  }
  const settle = useCallback(() => {
    settled.current = true
    setBase(values)
  }, [values])
  const dirty = changed.length > 0
  const isDirty = useCallback(() => dirty && !settled.current, [dirty])
  return { values, ...mistakes, dirty, isDirty, changed, lookup, set, setValues, setErrors, check, settle }
}

/** A field that is being changed is no longer wrong until it is checked again; the same goes for its rows. */
function without(errors: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).filter(([name]) => name !== key && !name.startsWith(`${key}.`)),
  )
}
