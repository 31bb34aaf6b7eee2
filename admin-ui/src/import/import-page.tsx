import { useSearchParams } from 'react-router'
import { useEntity } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { NotFound } from '../shell/not-found.tsx'
import { Breadcrumbs } from '../ui/breadcrumbs.tsx'
import { Steps } from '../ui/steps.tsx'
import { EarlierImports } from './earlier-imports.tsx'
import { FileStep } from './file-step.tsx'
import styles from './import-page.module.css'
import { MappingStep } from './mapping-step.tsx'
import { RunStep } from './run-step.tsx'
import { useOpened } from './use-opened.ts'

/**
 * File, columns, import. The running import is in the address and in the list of earlier ones, the file and its columns
 * are kept while the admin is open: one can leave and come back at every step.
 */
export function ImportPage({ collection }: { collection: string }) {
  const entity = useEntity(collection)
  return entity ? <Wizard entity={entity} /> : <NotFound />
}

function Wizard({ entity }: { entity: EntityDescriptor }) {
  const { t } = useT()
  const [params, setParams] = useSearchParams()
  const [opened, setOpened] = useOpened(entity.collection)
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
          opened={opened}
          onChange={setOpened}
          onRestart={() => setOpened(undefined)}
          onStarted={(id, dryRun) => {
            // A check leads back to the columns; after the import itself the file has done its duty.
            if (!dryRun) setOpened(undefined)
            show(id)
          }}
        />
      ) : (
        <>
          <FileStep entity={entity} onOpened={setOpened} />
          <EarlierImports entity={entity} />
        </>
      )}
    </div>
  )
}
