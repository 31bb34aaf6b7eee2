import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { EMPTY_STATE, type ListState } from './address.ts'

interface Props {
  entity: EntityDescriptor
  state: ListState
  setState: (state: ListState) => void
}

/** Two reasons for an empty list: nothing fits the question, or there is nothing at all yet. */
export function ListEmpty({ entity, state, setState }: Props) {
  const { t } = useT()
  if (state.q || state.filters.length > 0) {
    return (
      <EmptyState
        icon="search"
        title={t('list.nothing')}
        action={
          <Button onClick={() => setState({ ...EMPTY_STATE, columns: state.columns })}>
            {t('list.clearFilters')}
          </Button>
        }
      >
        {t('list.nothingHelp')}
      </EmptyState>
    )
  }
  const { collection, label, labelPlural, can } = entity
  const actions = (
    <>
      {can.create ? (
        <LinkButton to={`/${collection}/new`} variant="primary" icon="plus">
          {t('list.new', { label })}
        </LinkButton>
      ) : null}
      {can.import ? (
        <LinkButton to={`/${collection}/import`} icon="upload">
          {t('list.import')}
        </LinkButton>
      ) : null}
    </>
  )
  return (
    <EmptyState title={t('list.emptyTitle', { label: labelPlural })} action={actions}>
      {can.import ? t('list.emptyHelp') : can.create ? t('list.emptyCreateHelp') : null}
    </EmptyState>
  )
}
