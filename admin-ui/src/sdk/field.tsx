import { lazy, Suspense } from 'react'
import { useEntity } from '../app/context.ts'
import type { FieldDescriptor } from '../entity/types.ts'

const FieldRow = lazy(() => import('../form/field-row.tsx').then((module) => ({ default: module.FieldRow })))

export interface FieldProps {
  /** A field of a collection, shown with its own label, help and control… */
  collection?: string
  name: string
  /** …or one described here. */
  field?: Partial<FieldDescriptor> & Pick<FieldDescriptor, 'kind' | 'label'>
  value: unknown
  error?: string | undefined
  onChange: (value: unknown) => void
}

/** A labelled control of the right kind. Values are as in JSON; `null` is empty. */
export function Field({ collection, name, field, value, error, onChange }: FieldProps) {
  const known = useEntity(collection)?.fields.find((one) => one.name === name)
  const shown: FieldDescriptor | undefined = field
    ? { required: false, writable: true, sortable: false, filters: [], ...known, ...field, name }
    : known
  if (!shown) return null
  return (
    <Suspense>
      <FieldRow
        field={shown}
        value={value}
        error={error}
        onChange={onChange}
        {...(collection ? { collection } : {})}
      />
    </Suspense>
  )
}
