import { lazy, Suspense } from 'react'
import type { FormPageProps } from '../form/form-page.tsx'
import { ListPage as List, type ListPageProps } from '../list/list-page.tsx'
import type { RecordPageProps } from '../record/record-page.tsx'

const LazyForm = lazy(() => import('../form/form-page.tsx').then((module) => ({ default: module.FormPage })))
const LazyRecord = lazy(() =>
  import('../record/record-page.tsx').then((module) => ({ default: module.RecordPage })),
)

/** The derived list of a collection. */
export const ListPage = (props: ListPageProps) => <List key={props.collection} {...props} />

/** The derived record page. */
export const RecordPage = (props: RecordPageProps) => (
  <Suspense>
    <LazyRecord key={props.id} {...props} />
  </Suspense>
)

/** The derived form: of a new record, or with `id` of an existing one. */
export const FormPage = (props: FormPageProps) => (
  <Suspense>
    <LazyForm key={props.id ?? 'new'} {...props} />
  </Suspense>
)
