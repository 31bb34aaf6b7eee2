import { useT } from '@bezel/admin-ui/kit'
import { Link } from 'react-router'
import { Entrance } from '../parts/entrance.tsx'

export default function NotFound() {
  const { t } = useT()
  return (
    <Entrance
      title={t('notFound.title')}
      lead={t('notFound.lead')}
      below={<Link to="/">{t('toAccount')}</Link>}
    >
      {null}
    </Entrance>
  )
}
