import { useT } from '../i18n/use-t.ts'
import { IconButton } from '../ui/button.tsx'
import type { Density } from './density.ts'

export function DensityButton({
  density,
  setDensity,
}: {
  density: Density
  setDensity: (density: Density) => void
}) {
  const { t } = useT()
  const next: Density = density === 'compact' ? 'comfortable' : 'compact'
  return (
    <IconButton
      icon={density === 'compact' ? 'menu' : 'rows'}
      label={`${t('list.density')}: ${t(`list.${next}`)}`}
      onClick={() => setDensity(next)}
    />
  )
}
