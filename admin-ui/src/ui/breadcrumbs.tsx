import { Link } from 'react-router'
import type { Row } from '../api/types.ts'
import { titleOf } from '../entity/title.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useTrail } from '../list/trail.ts'
import styles from './breadcrumbs.module.css'
import { Icon } from './icon.tsx'

interface Props {
  entity: EntityDescriptor
  /** The record above this page, when this page is below one. */
  record?: Row | undefined
  current: string
}

/** The way back; the list's crumb leads to the list as one left it, filters and all. */
export function Breadcrumbs({ entity, record, current }: Props) {
  const { t } = useT()
  const trail = useTrail(entity.collection)
  return (
    <nav aria-label={t('shell.breadcrumbs')} className={styles.crumbs}>
      <Link to={{ pathname: `/${entity.collection}`, search: trail?.search ?? '' }}>
        {entity.labelPlural}
      </Link>
      <Icon name="right" size={14} />
      {record ? (
        <>
          <Link to={`/${entity.collection}/${record.id}`}>{titleOf(entity, record)}</Link>
          <Icon name="right" size={14} />
        </>
      ) : null}
      <span aria-current="page">{current}</span>
    </nav>
  )
}
