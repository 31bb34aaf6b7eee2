import { lazy, useEffect } from 'react'
import { Route, Routes, useLocation, useParams } from 'react-router'
import { allows } from '../app/allows.ts'
import { useApp, useEntity } from '../app/context.ts'
import { ListPage } from '../list/list-page.tsx'
import { PanelBoundary } from '../panels/boundary.tsx'
import type { PanelSnapshot } from '../panels/registry.ts'
import { usePanels } from '../panels/use-panels.ts'
import { NotFound } from './not-found.tsx'

const Dashboard = lazy(() =>
  import('../dashboard/dashboard.tsx').then((module) => ({ default: module.Dashboard })),
)
const RecordPage = lazy(() =>
  import('../record/record-page.tsx').then((module) => ({ default: module.RecordPage })),
)
const FormPage = lazy(() => import('../form/form-page.tsx').then((module) => ({ default: module.FormPage })))
const ImportPage = lazy(() =>
  import('../import/import-page.tsx').then((module) => ({ default: module.ImportPage })),
)

/** Panels' pages stand beside the derived ones; a fixed path is more exact than `/:collection` and so wins. */
export function Pages() {
  const { manifest } = useApp()
  const panels = usePanels()
  const allowed = panels.pages.filter((page) => !page.needs || allows(manifest.user.permissions, page.needs))
  return (
    <Routes>
      {allowed.map((page) => (
        <Route key={`${page.plugin} ${page.path}`} path={page.path} element={<PanelPageView page={page} />} />
      ))}
      <Route index element={<Dashboard />} />
      <Route path="/:collection" element={<Derived kind="list" />} />
      <Route path="/:collection/new" element={<Derived kind="new" />} />
      <Route path="/:collection/import" element={<Derived kind="import" />} />
      <Route path="/:collection/:id" element={<Derived kind="record" />} />
      <Route path="/:collection/:id/edit" element={<Derived kind="edit" />} />
      <Route path="*" element={<Unknown />} />
    </Routes>
  )
}

function PanelPageView({ page }: { page: PanelSnapshot['pages'][number] }) {
  const Page = page.component
  useTitle(page.title)
  return (
    <PanelBoundary plugin={page.plugin} size="page" key={page.path}>
      <Page />
    </PanelBoundary>
  )
}

/** A page that no plugin had to write. */
function Derived({ kind }: { kind: 'list' | 'new' | 'import' | 'record' | 'edit' }) {
  const { collection = '', id = '' } = useParams()
  const { key } = useLocation()
  const entity = useEntity(collection)
  useTitle(entity?.labelPlural)
  if (!entity) return <Unknown />
  switch (kind) {
    case 'list':
      return <ListPage key={collection} collection={collection} />
    case 'import':
      return entity.can.import ? <ImportPage key={collection} collection={collection} /> : <NotFound />
    case 'new':
      return entity.can.create ? <FormPage key={key} collection={collection} /> : <NotFound />
    case 'edit':
      return entity.can.update ? <FormPage key={id} collection={collection} id={id} /> : <NotFound />
    case 'record':
      return <RecordPage key={id} collection={collection} id={id} />
  }
}

/** An address that nobody knows may belong to a panel that is still on its way. */
function Unknown() {
  const { settled } = usePanels()
  return settled ? <NotFound /> : null
}

function useTitle(title: string | undefined): void {
  const { manifest } = useApp()
  useEffect(() => {
    document.title = title ? `${title} · ${manifest.app.name}` : manifest.app.name
  }, [title, manifest.app.name])
}
