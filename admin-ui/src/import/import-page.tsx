import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useEntity } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { NotFound } from '../shell/not-found.tsx'
import { Breadcrumbs } from '../ui/breadcrumbs.tsx'
import { Steps } from '../ui/steps.tsx'
import { FileStep } from './file-step.tsx'
import type { Preview } from './import-api.ts'
import styles from './import-page.module.css'
import { MappingStep } from './mapping-step.tsx'
import { RunStep } from './run-step.tsx'

/** File, columns, import. The running import is in the address, so one can leave and come back. */
export function ImportPage({ collection }: { collection: string }) {
  const entity = useEntity(collection)
  return entity ? <Wizard entity={entity} /> : <NotFound />
}

interface Opened {
  file: File
  preview: Preview
}

function Wizard({ entity }: { entity: EntityDescriptor }) {
  const { t } = useT()
  const [params, setParams] = useSearchParams()
  const [opened, setOpened] = useState<Opened>()
  const run = params.get('run')
  const step = run ? 2 : opened ? 1 : 0
  const show = (id: string | undefined): void => setParams(id ? { run: id } : {})
  return (
    <div className={styles.page}>
      <Breadcrumbs entity={entity} current={t('list.import')} />
      <h1>{t('import.title', { label: entity.labelPlural })}</h1>
      <Steps
        titles={[t('import.steps.file'), t('import.steps.mapping'), t('import.steps.run')]}
        current={step}
      />
      {run ? (
        <RunStep
          entity={entity}
          id={run}
          canGoBack={opened !== undefined}
          onBack={() => show(undefined)}
          onAnother={() => {
            setOpened(undefined)
            show(undefined)
          }}
        />
      ) : opened ? (
        <MappingStep
          entity={entity}
          file={opened.file}
          preview={opened.preview}
          onRestart={() => setOpened(undefined)}
          onStarted={show}
        />
      ) : (
        <FileStep entity={entity} onOpened={(file, preview) => setOpened({ file, preview })} />
      )}
    </div>
  )
}
