import { Popover } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { IconButton } from '../ui/button.tsx'
import type { ColumnChoice } from './use-columns.ts'

const ColumnChooser = lazy(() =>
  import('./column-chooser.tsx').then((module) => ({ default: module.ColumnChooser })),
)

interface Props {
  entity: EntityDescriptor
  choice: ColumnChoice
}

export function ColumnsMenu(props: Props) {
  const { t } = useT()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus width={300}>
      <Popover.Target>
        <IconButton
          icon="columns"
          label={t('list.columns')}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columns')}>
        <Suspense>
          <ColumnChooser {...props} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
