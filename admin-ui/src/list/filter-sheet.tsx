import { Modal } from '@mantine/core'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import '../ui/modal.css'
import { type ListState, withFilters } from './address.ts'
import { FilterEditor } from './filter-editor.tsx'
import { filterableFields } from './filter-model.ts'
import styles from './filter-sheet.module.css'

interface Props {
  entity: EntityDescriptor
  state: ListState
  setState: (state: ListState, options?: { replace?: boolean }) => void
  onClose: () => void
}

/** All filters on one page, for phones. */
export function FilterSheet({ entity, state, setState, onClose }: Props) {
  const { t } = useT()
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={t('list.filters')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {filterableFields(entity).map((field) => {
        const filters = state.filters.filter((filter) => filter.field === field.name)
        return (
          <details key={field.name} className={styles.field} open={filters.length > 0}>
            <summary>
              {field.label}
              {filters.length > 0 ? ' •' : ''}
            </summary>
            <FilterEditor
              collection={entity.collection}
              field={field}
              filters={filters}
              onChange={(next) => setState(withFilters(state, field.name, next), { replace: true })}
              onDone={onClose}
            />
          </details>
        )
      })}
      <div className={styles.foot}>
        <Button onClick={() => setState({ ...state, filters: [] }, { replace: true })}>
          {t('list.clearFilters')}
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t('common.done')}
        </Button>
      </div>
    </Modal>
  )
}
