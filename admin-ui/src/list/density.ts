import { useLocalStorage } from '@mantine/hooks'

export type Density = 'comfortable' | 'compact'

/** Row heights in px; at 1440 × 900 they show at least 20 and 30 rows. */
export const ROW_HEIGHT: Record<Density, number> = { comfortable: 34, compact: 24 }

export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'bezel.density',
    defaultValue: 'comfortable',
    getInitialValueInEffect: false,
  })
  return [density === 'compact' ? 'compact' : 'comfortable', setDensity]
}
